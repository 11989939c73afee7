"""Whose data somebody may read, and whose account they may have erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def can_read_data(user: User | AnonymousUser, account: User) -> bool:
    """Everybody their own; no role gives anybody else's."""
    return user.is_authenticated and user.is_active and user.pk == account.pk


def can_ask_for_erasure(user: User | AnonymousUser, account: User) -> bool:
    return can_read_data(user, account)
