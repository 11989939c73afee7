"""What somebody is told of the suspension of their account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from config.dates import long_date
from messaging.actions import enqueue

if TYPE_CHECKING:
    from accounts.models import Suspension


def tell_suspended(suspension: Suspension) -> None:
    """Why, until when, and how to object."""
    _tell(suspension, "suspended")


def tell_lifted(suspension: Suspension) -> None:
    _tell(suspension, "lifted")


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
