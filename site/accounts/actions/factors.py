"""Taking away the second factor of somebody who has lost it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.sessions import end_sessions
from workflow.actions import record
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def remove_factors(user: User, *, note: str) -> None:
    """By the operator, at the machine itself, who knows by other means whose account it is. Signed out everywhere."""
    gone, _kinds = Authenticator.objects.filter(user=user).delete()
    if not gone:
        raise IllegalStep(_("This account has no second step to take away; nothing was changed."))
    end_sessions(user, by=user)
    record(user, "remove_factors", by=None, note=note, data={"by": "operator"})
