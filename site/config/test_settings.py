"""Settings for the tests: what a person never sees is cheap, everything else is as it runs."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0" * 32)
os.environ.setdefault("RECEIPT_KEY", "1f" * 32)
os.environ.setdefault("LEDGER_KEY", "2e" * 32)
os.environ.setdefault("LEDGER_ORIGIN", "musharaka.example/ledger")
os.environ.setdefault("CACHE_URL", "memory://")

from config.settings import *  # noqa: E402, F403
from config.settings import STATIC_ROOT, STORAGES, VAR  # noqa: E402

DEMO = False
ALLOWED_HOSTS = ["*"]
SECURE_BEHIND_TLS = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SMS_BACKEND = "messaging.sms.MailboxSender"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
SILENCED_SYSTEM_CHECKS = ["messaging.E001"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "attachments": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "documents": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
# Tests that run side by side have a database each, and so an index each.
SEARCH_INDEX_PATH = VAR / f"test-search{os.environ.get('PYTEST_XDIST_WORKER', '')}.sqlite3"
# The admin's own search for pages, which no test asks: each page would be indexed as it is made.
WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = False  # type: ignore[assignment]  # noqa: F405
LEDGER_COPY = ""
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise misses it otherwise
# Each client of a test would read the whole folder of static files anew.
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
GUARDED = False  # tests/guard has limits and challenges
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A test database need not survive a power cut.
    DATABASES["default"]["OPTIONS"] = DATABASES["default"]["OPTIONS"] | {  # noqa: F405
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA recursive_triggers=ON;"
    }
