"""Content security policy: nothing from elsewhere, scripts by nonce; Wagtail's admin needs a looser one."""

from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

CONTENT_SECURITY_POLICY = {
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
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

ADMIN_DIRECTIVES = {
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF],
}


def may_send_forms_to(url: str) -> None:
    """A browser follows a form of ours to another host only where the policy names it: to the identity provider."""
    if url:
        parts = urlsplit(url)
        CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(f"{parts.scheme}://{parts.netloc}")  # type: ignore[index]
