"""Where somebody is signed in. allauth's row says from where and with what; the session itself, whether it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User

# The first that a browser names counts: most name others to be taken for them.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrom": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Macintosh": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@dataclass(frozen=True)
class SignedIn:
    pk: int
    key: str
    browser: str | Promise
    system: str
    address: str
    since: datetime
    is_here: bool


def sessions_of(user: User, *, here: str | None = None) -> list[SignedIn]:
    """This one first, then the latest. None that has run out, or that a new password has ended."""
    rows = list(UserSession.objects.filter(user=user).order_by("-created_at", "-pk"))
    valid = _valid(user, [row.session_key for row in rows])
    found = [_seen(row, here) for row in rows if row.session_key in valid]
    return sorted(found, key=lambda each: not each.is_here)


def _valid(user: User, keys: Iterable[str]) -> set[str]:
    stored = Session.objects.filter(pk__in=keys, expire_date__gt=timezone.now())
    signed = user.get_session_auth_hash()
    return {session.pk for session in stored if session.get_decoded().get(HASH_SESSION_KEY) == signed}


def _seen(row: UserSession, here: str | None) -> SignedIn:
    return SignedIn(
        pk=row.pk,
        key=row.session_key,
        browser=_named(row.user_agent, BROWSERS) or _("A browser that does not say its name"),
        system=_named(row.user_agent, SYSTEMS),
        address=row.ip,
        since=row.created_at,
        is_here=row.session_key == here,
    )


def _named(user_agent: str, names: dict[str, str]) -> str:
    return next((name for mark, name in names.items() if mark in user_agent), "")
