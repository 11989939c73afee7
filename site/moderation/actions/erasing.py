"""What an author objected, when their account is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moderation.models import Appeal

if TYPE_CHECKING:
    from config.personal_data import Leaving


def erase_appeals(leaving: Leaving) -> None:
    """Their words were for a moderator's eyes; that there was an appeal, and the ruling on it, stay."""
    Appeal.objects.filter(made_by=leaving.user, erased_at=None).update(words="", erased_at=leaving.at)
