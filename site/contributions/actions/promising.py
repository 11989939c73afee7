"""What is owed to whoever sent something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from deadlines.actions import owe

if TYPE_CHECKING:
    from contributions.models import Contribution


def owe_moderation(contribution: Contribution) -> None:
    """The day of the deadline stands with it too: the queue is sorted by it."""
    working_days = settings.PROMISES["moderation_working_days"]
    owed = owe("moderation", contribution, working_days=working_days, reference=contribution.reference)
    contribution.due_on = timezone.localdate(owed.due_at)
    contribution.save(update_fields=["due_on"])
