"""What somebody is told of their account: that it is suspended, that it is open again, which number opens it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.utils import translation

from config.dates import long_date
from messaging.actions import enqueue

if TYPE_CHECKING:
    from accounts.models import Suspension, User


def tell_suspended(suspension: Suspension) -> None:
    """Why, until when, and how to object."""
    _tell(suspension, "suspended")


def tell_lifted(suspension: Suspension) -> None:
    _tell(suspension, "lifted")


def tell_phone(user: User) -> None:
    enqueue(
        cause=f"account:{uuid4()}",
        recipient=f"user:{user.pk}",
        address=user.email,
        template="account_phone",
        language=user.language,
        context={"phone": user.phone, "link": f"{settings.SITE_URL}/{user.language}/accounts/password/change/"},
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
