"""The product as it runs in production, on the measure's own database; a request may ask how many queries it took."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, MIDDLEWARE

ALLOWED_HOSTS = ["127.0.0.1", "bare.localhost"]
INSTALLED_APPS = ["tools.bench.bare", *INSTALLED_APPS]
MIDDLEWARE = ["tools.bench.counting.CountingMiddleware", *MIDDLEWARE]
