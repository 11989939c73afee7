"""What somebody is told of their account: that it is suspended, that it is open again, which number opens it, and which
roles it has."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.utils import timezone, translation

from accounts.scopes import EVERYTHING, names_of
from config.dates import long_date
from messaging.actions import enqueue

if TYPE_CHECKING:
    from accounts.models import BirthDateCorrection, RoleGrant, Suspension, User


def tell_suspended(suspension: Suspension) -> None:
    """Why, until when, and how to object."""
    _tell(suspension, "suspended")


def tell_lifted(suspension: Suspension) -> None:
    _tell(suspension, "lifted")


def tell_birth_date(asked: BirthDateCorrection, *, was_minor: bool, is_minor: bool) -> None:
    """That it was corrected and what follows, never to which day: a mail is read by others too."""
    user = asked.user
    enqueue(
        cause=f"birth_date:{asked.pk}",
        recipient=f"user:{user.pk}",
        address=user.email,
        template="account_birth_date",
        language=user.language,
        context={
            "came_of_age": 1 if was_minor and not is_minor else 0,
            "turned_minor": 1 if is_minor and not was_minor else 0,
            "own": f"{settings.SITE_URL}/{user.language}/contributions/mine/",
            "link": f"{settings.SITE_URL}/{user.language}/contact/",
        },
    )


def tell_phone(user: User) -> None:
    enqueue(
        cause=f"account:{uuid4()}",
        recipient=f"user:{user.pk}",
        address=user.email,
        template="account_phone",
        language=user.language,
        context={"phone": user.phone, "link": f"{settings.SITE_URL}/{user.language}/accounts/password/change/"},
    )


def tell_role(grant: RoleGrant, event: str, reason: str = "") -> None:
    """Its holder, in their language: that it was granted or changed, that it ended, or that it soon will."""
    user = grant.user
    with translation.override(user.language):
        context = {
            "role": str(grant.get_role_display()),
            "scope": names_of([grant.scope]).get(grant.scope, "") if grant.scope != EVERYTHING else "",
            "first_day": long_date(grant.starts_at) if grant.starts_at > timezone.now() else "",
            "last_day": long_date(grant.last_day) if grant.last_day else "",
            "reason": reason,
            "link": f"{settings.SITE_URL}/{user.language}/office/",
        }
    enqueue(
        # Each change is news; an end, or the warning of one, is told once.
        cause=f"role:{grant.pk}:{event}:{uuid4() if event == 'changed' else grant.ends_at}",
        recipient=f"user:{user.pk}",
        address=user.email,
        template=f"role_{event}",
        language=user.language,
        context=context,
    )


def last_day(suspension: Suspension) -> str:
    """In words, in the language of whoever reads; empty where none is set. It ends with that day."""
    return long_date(suspension.until - timedelta(seconds=1)) if suspension.until else ""


def _tell(suspension: Suspension, event: str) -> None:
    user = suspension.user
    with translation.override(user.language):
        until = last_day(suspension)
    enqueue(
        cause=f"suspension:{suspension.pk}:{event}",
        recipient=f"user:{user.pk}",
        address=user.email,
        template=f"account_{event}",
        language=user.language,
        context={
            "reason": suspension.reason,
            "until": until,
            "link": f"{settings.SITE_URL}/{user.language}/contact/",
            "sign_in": f"{settings.SITE_URL}/{user.language}/accounts/login/",
        },
    )
