"""What follows where somebody who took part as a grown-up turns out to be under eighteen: a room says so when
`AppConfig.ready()` runs.

Contributions are, and signatures under those of others, where their whole name is not public yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User

Follower = Callable[..., None]
_followers: list[Follower] = []


def on_turned_minor(follower: Follower) -> None:
    """Call `follower(user, by=…)` inside the transaction of the correction, once the date of birth is right."""
    if follower not in _followers:
        _followers.append(follower)


def follow_minor(user: User, *, by: User) -> None:
    for follower in _followers:
        follower(user, by=by)
