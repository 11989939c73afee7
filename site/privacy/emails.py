"""What somebody is told of the erasure of their account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone, translation

from config.dates import long_date
from messaging.actions import enqueue

if TYPE_CHECKING:
    from privacy.models import ErasureRequest


def tell(request: ErasureRequest, state: str, *, address: str, language: str) -> None:
    """`state` is the one that it came to: waiting, taken_back or done."""
    with translation.override(language):
        due_on = long_date(timezone.localtime(request.due_at))
    enqueue(
        cause=f"erasure:{request.pk}:{state}",
        recipient=f"user:{request.user_id}",
        address=address,
        template=f"erasure_{state}",
        language=language,
        context={"due_on": due_on, "link": f"{settings.SITE_URL}/{language}/accounts/data/erase/"},
    )
