"""What happens elsewhere when an account is suspended: a room says so when `AppConfig.ready()` runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User

Release = Callable[["User"], None]
_releases: list[Release] = []


def on_suspension(release: Release) -> None:
    """Called inside the transaction that suspends: work that was given to the account goes back to all."""
    _releases.append(release)


def release_work(user: User) -> None:
    for release in _releases:
        release(user)
