"""What is owed to whoever sent something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from deadlines.actions import owe

if TYPE_CHECKING:
    from contributions.models import Contribution


def owe_moderation(contribution: Contribution) -> None:
    working_days = settings.PROMISES["moderation_working_days"]
    owe("moderation", contribution, working_days=working_days, reference=contribution.reference)
