"""Who is let in by a password, and stays in with a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from accounts.actions import WAGTAIL_ROLES
from accounts.permissions import roles_of

if TYPE_CHECKING:
    from accounts.models import User


class AccountBackend(AuthenticationBackend):
    def user_can_authenticate(self, user: User | None) -> bool:  # type: ignore[override]
        """Asked at each request too, of the account's own row: whoever is suspended is signed out with the next."""
        return super().user_can_authenticate(user) and not (user and user.is_suspended)

    def _get_group_permissions(self, user_obj: User) -> QuerySet[Permission]:
        """A group that carries a role gives nothing to whoever holds the role no longer, although the clock has not
        taken them out of it yet."""
        ended = WAGTAIL_ROLES - roles_of(user_obj)
        return Permission.objects.filter(group__in=user_obj.groups.exclude(name__in=ended)).distinct()
