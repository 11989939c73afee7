"""Where everything is kept: the database, what is at hand, the index, the ledger and the files."""

from pathlib import Path

from config import ROOT
from config.settings.ground import DEMO, SITE_URL, VAR, env

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

# --- The ledger -----------------------------------------------------------------------------------

# What the log is called in its checkpoints: an address without its scheme. Never changed while keys stay.
LEDGER_ORIGIN = env.name_of_key(
    "LEDGER_ORIGIN",
    default="demo.musharaka.example/ledger" if DEMO else f"{SITE_URL.partition('://')[2].rstrip('/')}/ledger",
)
# The verifier keys that signed before, NAME+MARK+KEY, separated by spaces.
LEDGER_PAST_KEYS = env.words("LEDGER_PAST_KEYS", default="")
LEDGER_COPY = env.text("LEDGER_COPY", default=str(VAR / "ledger.log"))

# --- Files ----------------------------------------------------------------------------------------

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
