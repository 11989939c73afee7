"""The account under which contributions of people without one are kept: nobody signs in to it, and nothing is ever
sent to it."""

from __future__ import annotations

from accounts.models import User
from messaging.actions import NOBODY

KEEPER = f"recorded{NOBODY}"


def keeper_of_recorded() -> User:
    keeper, is_new = User.objects.get_or_create(email=KEEPER, defaults={"is_active": False})
    if is_new:
        keeper.set_unusable_password()
        keeper.save(update_fields=["password"])
    return keeper
