"""How often: each download reads every room, and a password must not become worth guessing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guard.limits import tally

if TYPE_CHECKING:
    from accounts.models import User

DOWNLOADS = 10
PASSWORDS = 10
SECONDS = 60 * 60


def may_download(user: User) -> bool:
    """Count this download, and say whether it is within the limit of an hour."""
    return _counted("download", user) <= DOWNLOADS


def may_try_a_password(user: User) -> bool:
    return _counted("password", user) <= PASSWORDS


def _counted(what: str, user: User) -> int:
    return tally(f"privacy:{what}:{user.pk}", seconds=SECONDS)
