"""Content security policy: nothing from elsewhere, scripts by nonce; Wagtail's admin needs a looser one."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

ADMIN_DIRECTIVES = {
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF],
}


def content_security_policy(*, identity_provider: str) -> dict[str, Any]:
    """What django-csp sends with every page. A browser follows a form of ours to another host only where the policy
    names it: `identity_provider` is the address of the one that people sign in with, or empty."""
    parts = urlsplit(identity_provider)
    provider = [f"{parts.scheme}://{parts.netloc}"] if identity_provider else []
    return {
        "EXCLUDE_URL_PREFIXES": [],
        "DIRECTIVES": {
            "default-src": [SELF],
            "script-src": [SELF, NONCE],
            "style-src": [SELF],
            "img-src": [SELF, "data:"],
            "font-src": [SELF],
            "connect-src": [SELF],
            "worker-src": [SELF, "blob:"],
            "object-src": [NONE],
            "base-uri": [NONE],
            "form-action": [SELF, *provider],
            "frame-ancestors": [SELF],
        },
    }
