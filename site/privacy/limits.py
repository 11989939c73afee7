"""How often somebody may download: each reads every room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import cache

if TYPE_CHECKING:
    from accounts.models import User

DOWNLOADS = 10
SECONDS = 60 * 60


def may_download(user: User) -> bool:
    """Count this download, and say whether it is within the limit of an hour."""
    key = f"privacy:download:{user.pk}"
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) <= DOWNLOADS
    except ValueError:  # it expired between the two calls
        return True
