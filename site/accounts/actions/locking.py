"""Two administrators, and the account on which they decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from accounts.models import User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def locked(user: User, *, by: User, may: Callable[[User | AnonymousUser], bool]) -> User:
    """Nobody else decides on this account meanwhile; of two administrators who suspend one another, the second finds
    out here that they are none any more."""
    pair = {each.pk: each for each in User.objects.select_for_update().filter(pk__in=[user.pk, by.pk]).order_by("pk")}
    if not may(pair[by.pk]):
        raise PermissionDenied
    return pair[user.pk]
