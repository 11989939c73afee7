"""What a code has opened stays open for a while, in the session of this browser alone. The code stands in no address,
and whoever goes back or loads the page anew sends nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from django.http import HttpRequest

    from contributions.models import Confirmation, Recording

SECONDS = 30 * 60
_KEY = "opened_by_code"


def hold_open(request: HttpRequest, found: Confirmation | Recording) -> None:
    if not request.user.is_authenticated:
        # Whoever knew this session before knows no longer which it is.
        request.session.cycle_key()
    until = timezone.now().timestamp() + SECONDS
    held = {"code": _mark_of(found), "until": until, "reader": request.user.pk}
    request.session[_KEY] = _all(request) | {_name(found): held}


def open_until(request: HttpRequest, found: Confirmation | Recording) -> datetime | None:
    """None where it never was open, was closed, has been open for too long, or another code counts by now; and where
    somebody has signed in or out since: whom a code was given to is not whoever sits down next."""
    held = _all(request).get(_name(found))
    if not held or (held["code"], held["reader"]) != (_mark_of(found), request.user.pk):
        return None
    if held["until"] <= timezone.now().timestamp():
        return None
    return datetime.fromtimestamp(held["until"], tz=UTC)


def close(request: HttpRequest, found: Confirmation | Recording) -> bool:
    """Whether there was anything to close."""
    held = _all(request)
    was_open = held.pop(_name(found), None) is not None
    if was_open:
        request.session[_KEY] = held
    return was_open


def _all(request: HttpRequest) -> dict[str, Any]:
    return dict(request.session.get(_KEY, {}))


def _name(found: Confirmation | Recording) -> str:
    return f"{found._meta.model_name}:{found.pk}"


def _mark_of(found: Confirmation | Recording) -> str:
    """Another one for each code, and nothing that a code could be tried against."""
    return salted_hmac("contributions.opened", found.code_hash, algorithm="sha256").hexdigest()
