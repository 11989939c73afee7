"""What browsers are told to refuse, and where demonstrations must not be shown."""

from config.environment import refuse_to_show_the_public
from config.policy import content_security_policy
from config.settings.ground import ALLOWED_HOSTS, DEBUG, DEMO, SITE_URL, env
from config.settings.people import OIDC_SERVER_URL

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
