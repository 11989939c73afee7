"""Work that goes back to all when somebody may do it no longer: a room says so when `AppConfig.ready()` runs.

The moderators' queue does. Tickets need not: what nobody acts on climbs its ladder by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User

Release = Callable[["User"], None]
_releases: list[Release] = []


def on_release(release: Release) -> None:
    """Called inside the transaction that suspends an account or ends a role of it, once that is so."""
    _releases.append(release)


def release_work(user: User) -> None:
    for release in _releases:
        release(user)
