"""The mobile number of an account."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.emails import tell_phone
from accounts.models import User
from workflow.errors import IllegalStep


def confirm_phone(user: User, phone: str, *, by: User) -> None:
    """Its owner typed the code that was sent there."""
    if user.phone != phone:
        _set(user, phone)


def remove_phone(user: User, *, by: User) -> None:
    _set(user, "")


def _set(user: User, phone: str) -> None:
    """Told at the address, which somebody who borrowed the session does not read."""
    user.phone = phone
    try:
        with transaction.atomic():
            user.save(update_fields=["phone"])
            tell_phone(user)
    except IntegrityError:  # somebody confirmed it on another account in this very minute
        raise IllegalStep(_("This number is on another account already.")) from None
