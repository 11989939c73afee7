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


def withdraw_path(user: User | AnonymousUser, contribution: Contribution) -> str:
    """The page that asks once more; empty for everybody else, and where it is too late. No query."""
    is_possible = contribution.moderation in WITHDRAWABLE and contribution.decision == Decision.NONE
    if not (is_possible and can_withdraw(user, contribution)):
        return ""
    return reverse("contributions:withdraw", args=[contribution.reference])
