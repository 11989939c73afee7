"""What the product is made of, and how its libraries are set."""

from config import ROOT
from config.logs import HEADER, logging_settings
from config.settings.ground import DEBUG, DEMO, SECRET_KEY, SITE_URL, TIME_ZONE

# Imports only point up this list.
ROOMS = [
    "ledger",
    "messaging",
    "guard",
    "deadlines",
    "workflow",
    "accounts",
    "directory",
    "search",
    "policies",
    "contributions",
    "organisations",
    "moderation",
    "tickets",
    "consultations",
    "suggestions",
    "recording",
    "privacy",
    "home",
]

INSTALLED_APPS = [
    *ROOMS,
    "config",
    "django_comments_xtd",
    "django_comments",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "altcha_django",
    "django_htmx",
    "csp",
    "django_guid",
    "wagtail.contrib.forms",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.UsersConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.sites",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]
SITE_ID = 1

MIDDLEWARE = [
    "config.logs.WellFormedOnly",
    "django_guid.middleware.guid_middleware",
    "config.logs.RequestLine",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.SecondFactorMiddleware",
    "config.middleware.RightsOfNowMiddleware",
    "config.middleware.AdminLanguageMiddleware",
    "config.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"i18n": "config.translated"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context_processors.frame",
            ],
        },
    },
]

# `config.translated` takes the place of Django's i18n, on purpose.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]

FORM_RENDERER = "config.forms.FormRenderer"

# --- Comments: storage and signals only; their URLs and API are never mounted ---------------------

COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "contributions.models.Comment"
COMMENTS_XTD_CONFIRM_EMAIL = False
COMMENTS_XTD_MAX_THREAD_LEVEL = 2
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_API_GET_USER_AVATAR = "contributions.comments.no_avatar"
COMMENTS_XTD_SALT = SECRET_KEY.encode()

# --- Wagtail --------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "مشاركة"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("ar", "العربية")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ar", "العربية"), ("en", "English")]
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/ar/accounts/login/"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# A person changes their own name, address and password on the site, where an address has to be confirmed.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}

# --- Logs -----------------------------------------------------------------------------------------

LOGGING = logging_settings(in_json=not DEMO and not DEBUG, rooms=ROOMS)
# One number from the page to the message that it caused.
DJANGO_GUID = {"GUID_HEADER_NAME": HEADER, "EXPOSE_HEADER": False}
