"""The product as it runs in production, on the measure's own database; a request may ask how many queries it took."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, LIMITS, MIDDLEWARE

# One account sends here what a thousand would: it is counted as theirs is, and not refused.
LIMITS = dict.fromkeys(LIMITS, ["1000000/h/account"])
NEW_ACCOUNT_DAYS = 0
# The codes that the demonstration's guardians get are slow to hash, on purpose; no row asks for one.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["127.0.0.1", "bare.localhost"]
INSTALLED_APPS = ["tools.bench.bare", *INSTALLED_APPS]
MIDDLEWARE = ["tools.bench.counting.CountingMiddleware", *MIDDLEWARE]
