"""Who may change the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import Role
from accounts.permissions import has_role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def can_manage_directory(user: User | AnonymousUser) -> bool:
    return has_role(user, Role.ADMINISTRATOR)


def can_appoint(user: User | AnonymousUser) -> bool:
    return can_manage_directory(user)
