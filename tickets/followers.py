"""Who wants to know when a ticket moves: rooms to the right register here from `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tickets.models import Ticket
    from workflow.models import Step

Follower = Callable[["Ticket", "Step"], None]

_followers: list[Follower] = []


def on_step(follower: Follower) -> None:
    """Call `follower(ticket, step)` inside the transaction of every step of every ticket."""
    if follower not in _followers:
        _followers.append(follower)


def tell(ticket: Ticket, step: Step) -> None:
    for follower in _followers:
        follower(ticket, step)
