"""Every setting of the product. The environment is read here and nowhere else, through `env`.

`docs/configuration.md` has one line for each variable; `tests/config/test_settings.py` holds it complete.
"""

import hashlib
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config import ROOT
from config.environment import Environment, refuse_to_show_the_public
from config.logs import HEADER, logging_settings

env = Environment(ROOT / ".env")

# --- Where we are -----------------------------------------------------------------------------------

DEMO = env.flag("DEMO", default=False)
DEBUG = env.flag("DEBUG", default=False)
GALLERY = env.flag("GALLERY", default=DEBUG)
VAR = ROOT / env.text("VAR_DIR", default="var")  # an absolute folder stays what it is
VAR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env.secret("SECRET_KEY", demo_file=VAR / "secret.key" if DEMO else None)
# 32 random bytes in hex, the seed of the Ed25519 key that signs receipts.
RECEIPT_KEY = env.seed("RECEIPT_KEY", demo_file=VAR / "receipt.key" if DEMO else None)
# The public keys, in hex, that signed receipts before.
RECEIPT_PAST_KEYS = env.words("RECEIPT_PAST_KEYS", default="")
# Another such seed: it signs checkpoints of the ledger.
LEDGER_KEY = env.seed("LEDGER_KEY", demo_file=VAR / "ledger.key" if DEMO else None)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default="localhost 127.0.0.1 [::1]" if DEMO else "")
SITE_URL = env.text("SITE_URL", default="http://localhost:8000")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", default="")
# A mailto: or https: address, for security.txt.
SECURITY_CONTACT = env.text("SECURITY_CONTACT", default="mailto:security@musharaka.example")
MINISTRY_NAME_AR = env.text("MINISTRY_NAME_AR", default="وزارة التربية والتعليم")
MINISTRY_NAME_EN = env.text("MINISTRY_NAME_EN", default="Ministry of Education")

# --- Applications: imports only point up this list ---------------------------------------------------

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

# --- Data -------------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    # IMMEDIATE: a read that turns into a write cannot be refused half-way. FULL: an acknowledged receipt
    # survives a power cut. Recursive triggers: INSERT OR REPLACE fires the DELETE trigger of the row it replaces.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
}

DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{VAR / 'musharaka.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {
        "OPTIONS": SQLITE_OPTIONS,
        "TEST": {"NAME": str(VAR / "test.sqlite3")},
    }
else:
    # Queries of `config.prepared` alone are prepared: Django sends the others with their values in them.
    # Left to choose, PostgreSQL would plan one that has a limit anew each time.
    prepare_after = env.number("DATABASE_PREPARE_AFTER", default=2)
    connect_options = DATABASES["default"].get("OPTIONS", {})
    if prepare_after:
        given = connect_options.get("options", "")
        connect_options["options"] = f"{given} -c plan_cache_mode=force_generic_plan".strip()
    DATABASES["default"] |= {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": connect_options | {"prepare_threshold": prepare_after or None},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# "near" is each process's own, for what hardly ever changes: seconds pass until a change reaches all of them.
NEAR = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "near", "TIMEOUT": 30}
CACHES = {"default": env.cache("CACHE_URL", default="database://cache"), "near": NEAR}
# Whether a process keeps the HTML of frozen texts and of comments that say what they said before.
KEEP_WRITTEN = env.flag("KEEP_WRITTEN", default=True)

SEARCH_ENGINE = env.text("SEARCH_ENGINE", default="embedded")
SEARCH_INDEX_PATH = Path(env.text("SEARCH_INDEX_PATH", default=str(VAR / "search.sqlite3")))

# --- The ledger -------------------------------------------------------------------------------------

# What the log is called in its checkpoints: an address without its scheme. Never changed while keys stay.
LEDGER_ORIGIN = env.name_of_key(
    "LEDGER_ORIGIN",
    default="demo.musharaka.example/ledger" if DEMO else f"{SITE_URL.partition('://')[2].rstrip('/')}/ledger",
)
# The verifier keys that signed before, NAME+MARK+KEY, separated by spaces.
LEDGER_PAST_KEYS = env.words("LEDGER_PAST_KEYS", default="")
LEDGER_COPY = env.text("LEDGER_COPY", default=str(VAR / "ledger.log"))

# --- Language and time -------------------------------------------------------------------------------

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "site" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Muscat"
WORKING_HOURS = ("07:30", "14:30")  # Sunday to Thursday
FORMAT_MODULE_PATH = ["config.formats"]

# --- Robots and floods -------------------------------------------------------------------------------

GUARDED = not env.flag("UNLIMITED", default=False)
# How often each thing may be sent: amount, time, and for whom it is counted. `_new`: by accounts that are new.
LIMITS = {
    "suggestion": env.limits("LIMIT_SUGGESTION", default="10/h/account 30/d/account 60/h/address 300/h/network"),
    "suggestion_new": env.limits("LIMIT_SUGGESTION_NEW", default="3/h/account 6/d/account 20/h/address 100/h/network"),
    "comment": env.limits("LIMIT_COMMENT", default="40/h/account 150/d/account 120/h/address 600/h/network"),
    "comment_new": env.limits("LIMIT_COMMENT_NEW", default="10/h/account 20/d/account 40/h/address 200/h/network"),
    "amendment": env.limits("LIMIT_AMENDMENT", default="20/h/account 60/d/account 120/h/address 300/h/network"),
    "amendment_new": env.limits("LIMIT_AMENDMENT_NEW", default="5/h/account 10/d/account 40/h/address 100/h/network"),
    "report": env.limits("LIMIT_REPORT", default="20/h/account 60/d/account 60/h/address 300/h/network"),
    "report_new": env.limits("LIMIT_REPORT_NEW", default="5/h/account 10/d/account 20/h/address 100/h/network"),
    "appeal": env.limits("LIMIT_APPEAL", default="10/h/account 20/d/account 40/h/address 200/h/network"),
    "appeal_new": env.limits("LIMIT_APPEAL_NEW", default="3/h/account 5/d/account 20/h/address 100/h/network"),
    # Asking for a body to be admitted, and inviting somebody to speak for one.
    "admission": env.limits("LIMIT_ADMISSION", default="5/h/account 10/d/account 30/h/address 150/h/network"),
    "admission_new": env.limits("LIMIT_ADMISSION_NEW", default="3/h/account 5/d/account 15/h/address 60/h/network"),
    "representative": env.limits(
        "LIMIT_REPRESENTATIVE", default="20/h/account 60/d/account 60/h/address 200/h/network"
    ),
    "representative_new": env.limits(
        "LIMIT_REPRESENTATIVE_NEW", default="10/h/account 20/d/account 30/h/address 100/h/network"
    ),
    "sign_up": env.limits("LIMIT_SIGN_UP", default="30/h/address 300/h/network"),
    # Without scripts no browser can do the work of a challenge: a code by e-mail stands in, and less goes through.
    "sign_up_by_code": env.limits("LIMIT_SIGN_UP_BY_CODE", default="5/h/address 40/h/network"),
    "by_code": env.limits("LIMIT_BY_CODE", default="3/h/account 6/d/account 15/h/address 60/h/network"),
    "code": env.limits("LIMIT_CODE", default="1/30s/account 6/h/account 12/d/account 30/h/address 120/h/network"),
    "challenge": env.limits("LIMIT_CHALLENGE", default="120/h/address 1200/h/network"),
    "sms": env.limits("LIMIT_SMS", default="1/30s/number 4/h/number 8/d/number 15/h/address 100/d/network"),
    "look_up": env.limits("LIMIT_LOOK_UP", default="20/m/address 60/m/network"),
    "file": env.limits("LIMIT_FILE", default="40/h/account 120/d/account 240/h/address 900/h/network"),
    "verification": env.limits("LIMIT_VERIFICATION", default="20/m/address 60/m/network"),
}
# For how long an account that has nothing published yet is new.
NEW_ACCOUNT_DAYS = env.number("NEW_ACCOUNT_DAYS", default=7)
# What comes sooner after its form was opened was written by no person.
FORM_MINIMUM_SECONDS = env.number("FORM_MINIMUM_SECONDS", default=2)
# The work that a browser does for a challenge, and for how long it is good. Nobody else is asked.
ALTCHA_HMAC_SECRET = hashlib.sha256(f"challenges:{SECRET_KEY}".encode()).hexdigest()
ALTCHA_CHALLENGE = {
    "cost": 1000,
    "max_number": max(2, env.number("CHALLENGE_WORK", default=2000)),
    "expires_seconds": env.number("CHALLENGE_SECONDS", default=20 * 60),
}
ALTCHA_CHALLENGE_ENDPOINT_RATELIMIT = "guard.limits.may_ask_for_a_challenge"

# Empty: this service sends no text messages.
SMS_BACKEND = env.text("SMS_BACKEND", default="messaging.sms.MailboxSender" if DEMO else "")
# The gateway of `messaging.infobip.InfobipSender`.
SMS_URL = env.text("SMS_URL", default="")
SMS_KEY = env.text("SMS_KEY", default="")
SMS_SENDER = env.text("SMS_SENDER", default="")
# In the address at which it reports what arrived; empty: it is not asked to.
SMS_REPORT_SECRET = env.text("SMS_REPORT_SECRET", default="")

# --- People -----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
CODE_SECONDS = 10 * 60  # of every code that is sent; the page and the mail say how many minutes
# A mobile number signs in where text messages are sent. The key of an account stays its e-mail address.
ACCOUNT_LOGIN_METHODS = {"email", "phone"} if SMS_BACKEND else {"email"}
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = CODE_SECONDS
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "accounts.allauth_forms.SignInForm",
    "signup": "accounts.allauth_forms.OpenAccountForm",
    "add_email": "accounts.allauth_forms.NewAddressForm",
    "reset_password": "accounts.allauth_forms.ForgottenForm",
    "set_password": "accounts.allauth_forms.FirstPasswordForm",
    "reauthenticate": "accounts.allauth_forms.OnceMoreForm",
    "change_password": "accounts.allauth_forms.NewPasswordForm",
    "reset_password_from_key": "accounts.allauth_forms.ForgottenPasswordForm",
    "confirm_email_verification_code": "accounts.allauth_forms.ConfirmAddressForm",
    "request_login_code": "accounts.allauth_forms.CodeWantedForm",
    "confirm_login_code": "accounts.allauth_forms.SignInByCodeForm",
    "change_phone": "accounts.allauth_forms.ChangePhoneForm",
    "verify_phone": "accounts.allauth_forms.ConfirmPhoneForm",
}
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 3 * CODE_SECONDS  # of a sign-in from its beginning: the first code, and two that follow it
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# allauth's own, but for text messages, which LIMIT_SMS counts.
ACCOUNT_RATE_LIMITS: bool | dict[str, str | None] = (
    {"change_phone": "10/m/user", "verify_phone": None} if GUARDED else False
)
# A second factor opens the office and the admin to whoever works there; anybody may use one.
MFA_ADAPTER = "accounts.second_factor.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Musharaka"
MFA_TOTP_TOLERANCE = 1  # a clock that is half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address that waits for its code is on no account yet, and opens none
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_FORMS = {
    "authenticate": "accounts.factor_forms.SecondStepForm",
    "reauthenticate": "accounts.factor_forms.SecondStepAgainForm",
    "activate_totp": "accounts.factor_forms.AppForm",
    "add_webauthn": "accounts.factor_forms.KeyForm",
    "edit_webauthn": "accounts.factor_forms.KeyNameForm",
}
# The national identity provider, by OpenID Connect; without an address there is none.
OIDC_SERVER_URL = env.text("OIDC_SERVER_URL", default="")
SOCIALACCOUNT_ADAPTER = "accounts.national.NationalAdapter"
SOCIALACCOUNT_FORMS = {"signup": "accounts.national.OpenNationalAccountForm"}
SOCIALACCOUNT_AUTO_SIGNUP = False  # under which role and governorate somebody speaks, no provider knows
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "national",
                "name": env.text("OIDC_NAME", default="الهوية الوطنية · National identity"),
                "client_id": env.text("OIDC_CLIENT_ID", default=""),
                "secret": env.text("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ]
        if OIDC_SERVER_URL
        else [],
    }
}
# Behind proxies of one's own the sender of a request is the first address that the outermost of them wrote.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", default=0)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# --- Comments: storage and signals only; their URLs and API are never mounted ---------------------------

COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "contributions.models.Comment"
COMMENTS_XTD_CONFIRM_EMAIL = False
COMMENTS_XTD_MAX_THREAD_LEVEL = 2
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_API_GET_USER_AVATAR = "contributions.comments.no_avatar"
COMMENTS_XTD_SALT = SECRET_KEY.encode()

# --- Tasks ------------------------------------------------------------------------------------------

CELERY_BROKER_URL = env.text("BROKER_URL", default="filesystem://")
if CELERY_BROKER_URL == "filesystem://":
    BROKER_FOLDER = VAR / "broker"
    for folder in ("queue", "control", "processed"):
        (BROKER_FOLDER / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_FOLDER / "queue"),
        "data_folder_out": str(BROKER_FOLDER / "queue"),
        "control_folder": str(BROKER_FOLDER / "control"),
        "processed_folder": str(BROKER_FOLDER / "processed"),
        "polling_interval": 0.2,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 5}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
# Inbound entrances for the clock: each name is a management command that `config.tasks.run_command` may run.
CLOCK = {
    "relay_outbox": 2,
    "seal_ledger": 2,
    "update_index": 2,
    "publish_scheduled": 30,
    "beat_heartbeat": 10,
    "count_deadlines": 3600,
    "lapse_unconfirmed": 600,
    "follow_roles": 60,
    "sign_checkpoint": 3600,
    # What somebody began to write and never sent goes with their session.
    "clearsessions": 3600,
    "scan_attachments": 5,
    "scan_documents": 5,
    "sweep_uploads": 3600,
    "erase_due": 3600,
    "screen_waiting": 3600,
    "apply_retention": 24 * 3600,
    "scrub_index": 24 * 3600,
    "write_drafts": 600,
}
CELERY_BEAT_SCHEDULE = {
    name: {"task": "config.tasks.run_command", "schedule": seconds, "args": [name], "options": {"expires": 30}}
    for name, seconds in CLOCK.items()
}

# --- Messages ---------------------------------------------------------------------------------------

# What Django, Wagtail or allauth sends within a request waits in the outbox; the workers deliver it.
EMAIL_BACKEND = "messaging.backends.OutboxBackend"
EMAIL_DELIVERY_BACKEND = env.text(
    "EMAIL_DELIVERY_BACKEND",
    default="messaging.backends.MailboxBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = env.text("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.number("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", default="Musharaka <no-reply@musharaka.example>")
# How long a message may be in one worker's hand, or in the queue, before another takes it up.
OUTBOX_LEASE_SECONDS = env.number("OUTBOX_LEASE_SECONDS", default=120)

# --- Logs -------------------------------------------------------------------------------------------

LOGGING = logging_settings(in_json=not DEMO and not DEBUG, rooms=ROOMS)
# One number from the page to the message that it caused.
DJANGO_GUID = {"GUID_HEADER_NAME": HEADER, "EXPOSE_HEADER": False}

# --- Files and pages --------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Made at set-up by `manage.py make_assets`: the style sheet in one file, and the fonts.
ASSETS = VAR / "assets"
ASSETS.mkdir(exist_ok=True)
STATICFILES_DIRS = [ROOT / "site" / "static", ASSETS]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.StaticStorage"},
    # What people attach: outside of every folder that is served, and readable by the service alone.
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.text("ATTACHMENTS_DIR", default=str(VAR / "attachments")),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    # On what bodies are verified: for administrators and whoever sent it.
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.text("DOCUMENTS_DIR", default=str(VAR / "documents")),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}

FILE_UPLOAD_HANDLERS = [
    "config.uploads.Measured",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# How many files somebody may attach to one contribution, and how large, in megabytes: each, and all together.
ATTACHMENTS_MOST = env.number("ATTACHMENTS_MOST", default=3)
ATTACHMENT_MEGABYTES = env.number("ATTACHMENT_MEGABYTES", default=10)
ATTACHMENTS_MEGABYTES = env.number("ATTACHMENTS_MEGABYTES", default=20)
# The virus scanner: the path of clamd's socket, or host:port. Empty: files are not scanned, and moderators read so.
CLAMD = env.text("CLAMD_SOCKET", default="") or env.text("CLAMD_HOST", default="")
CLAMD_SECONDS = env.number("CLAMD_SECONDS", default=30)

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

# --- Safety -----------------------------------------------------------------------------------------

from config.policy import content_security_policy  # noqa: E402

CONTENT_SECURITY_POLICY = content_security_policy(identity_provider=OIDC_SERVER_URL)

CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows its previews in a frame of its own
SECURE_BEHIND_TLS = env.flag("SECURE_BEHIND_TLS", default=not DEMO and not DEBUG)
for mode in ("DEMO", "DEBUG", "GALLERY", "UNLIMITED"):
    if env.flag(mode, default=False):
        refuse_to_show_the_public(mode, hosts=ALLOWED_HOSTS, site_url=SITE_URL, behind_tls=SECURE_BEHIND_TLS)
if SECURE_BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

# --- Rights over one's data ---------------------------------------------------------------------------

# How long an erasure that was asked for can be taken back.
PRIVACY_ERASURE_DAYS = env.number("PRIVACY_ERASURE_DAYS", default=14)
# What becomes of the texts of an account that is erased: the law decides, not the person.
PRIVACY_ERASE_TEXTS = env.choice("PRIVACY_ERASE_TEXTS", default="keep", among=("keep", "erase"))

# How many days something is kept: the words and addresses of letters, the demo's mailbox, and accounts whose address
# nobody confirmed.
PRIVACY_OUTBOX_DAYS = env.number("PRIVACY_OUTBOX_DAYS", default=365)
PRIVACY_MAILBOX_DAYS = env.number("PRIVACY_MAILBOX_DAYS", default=30)
PRIVACY_UNCONFIRMED_DAYS = env.number("PRIVACY_UNCONFIRMED_DAYS", default=30)
# The bytes of files that a virus was found in, or whose author withdrew what they belong to.
PRIVACY_ATTACHMENT_DAYS = env.number("PRIVACY_ATTACHMENT_DAYS", default=90)
# Documents on which a body was verified or refused, after the decision.
PRIVACY_DOCUMENT_DAYS = env.number("PRIVACY_DOCUMENT_DAYS", default=90)
# How long an invitation to speak for a body can be accepted.
INVITATION_DAYS = env.number("INVITATION_DAYS", default=14)

# --- Minors ---------------------------------------------------------------------------------------------

# How many days a guardian has to confirm a minor's text, and how long their address is kept after an answer.
GUARDIAN_DAYS = env.number("GUARDIAN_DAYS", default=7)
# How many days before a role's last day its holder is told.
ROLE_ENDING_DAYS = env.number("ROLE_ENDING_DAYS", default=7)
PRIVACY_GUARDIAN_DAYS = env.number("PRIVACY_GUARDIAN_DAYS", default=30)

# --- Recorded by a clerk ----------------------------------------------------------------------------------

# How long ago somebody may have agreed on paper or on the telephone, and how many days after the last news of what was
# decided, or withdrawn, the address that they left is kept.
RECORDING_CONSENT_DAYS = env.number("RECORDING_CONSENT_DAYS", default=30)
PRIVACY_RECORDED_DAYS = env.number("PRIVACY_RECORDED_DAYS", default=180)

# --- What the ministry promises, in days and hours; shown on the site -----------------------------------

PROMISES = {
    "first_reply_hours": env.number("PROMISE_FIRST_REPLY_HOURS", default=72),
    "moderation_working_days": env.number("PROMISE_MODERATION_WORKING_DAYS", default=2),
    "appeal_within_days": env.number("PROMISE_APPEAL_WITHIN_DAYS", default=30),
    "appeal_working_days": env.number("PROMISE_APPEAL_WORKING_DAYS", default=5),
    "first_answer_working_days": env.number("PROMISE_FIRST_ANSWER_WORKING_DAYS", default=10),
    "decision_working_days": env.number("PROMISE_DECISION_WORKING_DAYS", default=30),
    "outcome_days": env.number("PROMISE_OUTCOME_DAYS", default=60),
    "consultation_minimum_days": env.number("PROMISE_CONSULTATION_MINIMUM_DAYS", default=15),
    "consultation_default_days": env.number("PROMISE_CONSULTATION_DEFAULT_DAYS", default=21),
    "admission_working_days": env.number("PROMISE_ADMISSION_WORKING_DAYS", default=5),
    "ticket_working_days": env.number("PROMISE_TICKET_WORKING_DAYS", default=15),
}
