"""What becomes of a new wording that nobody has to judge any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contributions.models import Amendment, Contribution
from deadlines.actions import drop
from workflow.actions import record, take

if TYPE_CHECKING:
    from accounts.models import User

AMENDMENT_STEPS: dict[str, tuple[set[str], str]] = {
    "accept": ({"waiting"}, "accepted"),
    "refuse": ({"waiting"}, "refused"),
    "set_aside": ({"waiting"}, "set_aside"),
}


def waiting_amendment(contribution: Contribution) -> Amendment | None:
    return contribution.amendments.filter(state=Amendment.State.WAITING).first()


def set_amendment_aside(contribution: Contribution, *, by: User | None) -> None:
    """What is public no longer, was taken up by an officer, or has another new wording, has nothing that waits."""
    waiting = waiting_amendment(contribution)
    if waiting is not None:
        take(waiting, "set_aside", steps=AMENDMENT_STEPS, field="state", by=by)
        record(contribution, "set_amendment_aside", by=by)
        drop("moderation", contribution)
