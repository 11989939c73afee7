"""Taking one's own words back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from contributions import kinds
from contributions.actions.closing import close_unanswered
from contributions.actions.counting import mirror_moderation
from contributions.models import Contribution, Decision, Moderation
from contributions.permissions import can_withdraw
from deadlines.actions import drop
from workflow.actions import judge, take
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User

STEPS: dict[str, tuple[set[str], str]] = {
    "withdraw": ({"submitted", "held", "published"}, "withdrawn"),
    # What nobody else ever knew of counts nowhere, withdrawn neither.
    "withdraw_unconfirmed": ({"unconfirmed"}, "withdrawn"),
    "withdraw_of_minor": ({"submitted", "held"}, "withdrawn"),
}


@transaction.atomic
def withdraw(contribution: Contribution, *, by: User) -> None:
    """Take one's own words back, until an officer has taken them under study or answered them."""
    if not can_withdraw(by, contribution):
        raise PermissionDenied
    lock_while_withdrawable(contribution, by=by)
    take_out_of_sight(contribution, by=by)


def lock_while_withdrawable(contribution: Contribution, *, by: User | None) -> None:
    """The one rule for whatever is taken back, the whole or a file of it: it is not over, and no officer has taken it
    up. For the actions, which say who may."""
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if contribution.decision != Decision.NONE:
        raise IllegalStep(_("The ministry has taken this up already, so it can no longer be withdrawn."))
    judge(contribution, _step_of(contribution), steps=STEPS, field="moderation", by=by)


def take_out_of_sight(contribution: Contribution, *, by: User | None, reason: str = "", name: str = "") -> None:
    name = name or _step_of(contribution)
    step = take(contribution, name, steps=STEPS, field="moderation", by=by, reason=reason)
    mirror_moderation(contribution)
    for promise in ("moderation", "appeal"):
        drop(promise, contribution)
    close_unanswered(contribution)
    kinds.tell_moderated(contribution, step)


def _step_of(contribution: Contribution) -> str:
    return "withdraw_unconfirmed" if contribution.moderation == Moderation.UNCONFIRMED else "withdraw"
