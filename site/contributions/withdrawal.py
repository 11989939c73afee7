"""Whether somebody may still take their own words back, for the pages that offer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from contributions.actions import STEPS
from contributions.models import Decision
from contributions.permissions import can_withdraw

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from contributions.models import Contribution

WITHDRAWABLE = STEPS["withdraw"][0] | STEPS["withdraw_unconfirmed"][0]


def is_withdrawable(contribution: Contribution) -> bool:
    """When; `actions.withdrawing.lock_while_withdrawable` says the same of the row as it is then."""
    return contribution.moderation in WITHDRAWABLE and contribution.decision == Decision.NONE


def withdraw_path(user: User | AnonymousUser, contribution: Contribution) -> str:
    """The page that asks once more; empty for everybody else, and where it is too late. No query."""
    if not (is_withdrawable(contribution) and can_withdraw(user, contribution)):
        return ""
    return reverse("contributions:withdraw", args=[contribution.reference])
