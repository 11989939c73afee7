"""Where it runs, under what name, in what language and time, and with which keys."""

from django.utils.translation import gettext_lazy as _

from config import ROOT
from config.environment import Environment

env = Environment(ROOT / ".env")

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

# --- Language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "site" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Muscat"
WORKING_HOURS = ("07:30", "14:30")  # Sunday to Thursday
FORMAT_MODULE_PATH = ["config.formats"]
