"""Why the public may not read something, told by the room that decided it; nothing here knows that room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime

    from contributions.models import Contribution
    from policies.models import Point


@dataclass(frozen=True)
class Why:
    """What `contributions/why.html` takes."""

    # In the reader's language; and what its author was told, as it was sent.
    reason: str
    message: str
    # As it read in the version of the policy that was in force.
    point: Point
    # Where its author appeals, or reads what became of the appeal.
    appeal_path: str
    appeal_until: datetime
    # It is held back until its author has changed it.
    is_change_asked: bool = False
    # Its author has appealed against it, which one can do once; and what the other moderator answered.
    is_appealed: bool = False
    answer: str = ""
    answered_at: datetime | None = None

    @property
    def can_appeal(self) -> bool:
        """Once, and within the time that the ministry promises."""
        return not self.is_appealed and timezone.now() <= self.appeal_until


_tellers: list[Callable[[Contribution], Why | None]] = []


def tell_why(teller: Callable[[Contribution], Why | None]) -> None:
    """Called from `AppConfig.ready()` by the room that holds texts back and removes them."""
    if teller not in _tellers:
        _tellers.append(teller)


def why(contribution: Contribution) -> Why | None:
    """None while nothing is held against it; no query then."""
    if contribution.cited_point_id is None:
        return None
    return next((told for teller in _tellers if (told := teller(contribution))), None)
