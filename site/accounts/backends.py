"""Who is let in by a password, and stays in with a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.auth_backends import AuthenticationBackend

if TYPE_CHECKING:
    from accounts.models import User


class AccountBackend(AuthenticationBackend):
    def user_can_authenticate(self, user: User | None) -> bool:  # type: ignore[override]
        """Asked at each request too, of the account's own row: whoever is suspended is signed out with the next."""
        return super().user_can_authenticate(user) and not (user and user.is_suspended)
