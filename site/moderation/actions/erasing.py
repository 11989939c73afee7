"""What somebody objected or reported, when their account is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moderation.models import Appeal, Report

if TYPE_CHECKING:
    from config.personal_data import Leaving


def erase_appeals(leaving: Leaving) -> None:
    """Their words were for a moderator's eyes; that there was an appeal, and the ruling on it, stay."""
    Appeal.objects.filter(made_by=leaving.user, erased_at=None).update(words="", erased_at=leaving.at)


def erase_reports(leaving: Leaving) -> None:
    """The same of what they reported of others."""
    Report.objects.filter(reporter=leaving.user, erased_at=None).update(note="", erased_at=leaving.at)
