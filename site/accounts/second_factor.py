"""The second step of signing in: who must show one, and whether they have in this session."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from accounts.permissions import is_staff_member

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

SHOWN = "mfa"
# Recovery codes alone are none: they stand in for one that was lost.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class FactorAdapter(DefaultMFAAdapter):
    """What opens accounts is not readable in the database, nor in its copies."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:  # SECRET_KEY is another: no code fits until the factor is set up anew
            return base64.b32encode(Fernet.generate_key()).decode()


def _box() -> MultiFernet:
    keys: list[str] = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"factor:" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def must_show(user: User | AnonymousUser) -> bool:
    return is_staff_member(user) or user.is_superuser


def has_set_up(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def without_second_factor(grants: Iterable[Any]) -> set[int]:
    """Of the roles in a list that says so, those whose holders have set up none: the keys of their accounts."""
    return {grant.user_id for grant in grants if not grant.has_second_factor}


def give_app(user: User, secret: str) -> None:
    """An app that was set up beforehand, where its secret may be known: a demonstration's, a test's."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, secret)


def has_shown(request: HttpRequest) -> bool:
    """Of the session alone: no statement asks for it."""
    return any(record["method"] == SHOWN for record in get_authentication_records(request, request.user))


def note_shown(request: HttpRequest) -> None:
    """Whoever sets one up has shown it."""
    record_authentication(request, request.user, SHOWN)  # type: ignore[arg-type]


def forget_unless_set_up(request: HttpRequest) -> None:
    """Without the last one the office closes at once."""
    if not has_set_up(request.user):  # type: ignore[arg-type]
        records: list[dict[str, Any]] = get_authentication_records(request, request.user)
        kept = [record for record in records if record["method"] != SHOWN]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept


def mark_code_used(totp: TOTP, code: str) -> bool:
    """In allauth's place: it forgets a code that was used after half a minute, while the code is good for longer."""
    seconds = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    return cache.add(totp._get_used_cache_key(code), "y", timeout=seconds)
