"""What is owed to whoever sent something."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from contributions.models import Contribution
from deadlines.actions import owe


def owe_moderation(contribution: Contribution) -> None:
    """The day of the deadline stands with it too: the queue is sorted by it, and nothing that is found by searching
    changes with it, so no signal is sent."""
    working_days = settings.PROMISES["moderation_working_days"]
    owed = owe("moderation", contribution, working_days=working_days, reference=contribution.reference)
    contribution.due_on = timezone.localdate(owed.due_at)
    Contribution.objects.filter(pk=contribution.pk).update(due_on=contribution.due_on)
