"""Ending sessions: by whose they are, or because the account is suspended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.permissions import can_end_sessions

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def end_sessions(user: User, *, by: User, but: str = "", only: int | None = None) -> int:
    """Every one, or all `but` that with this key, or `only` that row; how many. What was begun there goes with them."""
    if not can_end_sessions(by, user):
        raise PermissionDenied
    rows = UserSession.objects.filter(user=user).exclude(session_key=but)
    if only is not None:
        rows = rows.filter(pk=only)
    keys = list(rows.values_list("session_key", flat=True))
    rows.filter(session_key__in=keys).delete()
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def forget_ended_sessions() -> int:
    """From where somebody signed in is kept no longer than the session."""
    ended = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return ended.delete()[0]
