"""Who has what in hand. Nothing here decides anything, so nothing of it is recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from moderation.models import Claim
from moderation.permissions import can_moderate
from moderation.queries import seen_by
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from contributions.models import Contribution
    from workflow.models import Step

# How long what somebody opened is theirs: enough to read, short enough that a closed tab blocks nobody for long.
IN_HAND = timedelta(minutes=10)


@transaction.atomic
def claim(contribution: Contribution, *, by: User) -> Claim:
    """Take in hand what is opened. What a colleague has in hand stays theirs: `.moderator` says whose it is."""
    if not can_moderate(by, contribution):
        raise PermissionDenied
    until = timezone.now() + IN_HAND
    held, is_new = _locked(contribution, moderator=by, until=until)
    is_given = held.moderator_id == by.pk and held.until is None
    if not is_new and not is_given and (held.moderator_id == by.pk or not held.is_live):
        _give(held, by, until)
    return held


@transaction.atomic
def take_over(contribution: Contribution, *, by: User) -> Claim:
    """From a colleague who has it in hand; whoever is slower is told when they decide."""
    if not can_moderate(by, contribution):
        raise PermissionDenied
    until = timezone.now() + IN_HAND
    held, _is_new = _locked(contribution, moderator=by, until=until)
    return _give(held, by, until)


@transaction.atomic
def assign(contribution: Contribution, *, to: User, by: User) -> Claim:
    """Give it to a moderator, oneself or another, until it is decided."""
    if not can_moderate(by, contribution):
        raise PermissionDenied
    if not can_moderate(to, contribution):
        raise IllegalStep(_("%(name)s cannot decide on this contribution.") % {"name": to})
    held, _is_new = _locked(contribution, moderator=to, until=None)
    return _give(held, to, None)


@transaction.atomic
def let_go(contribution: Contribution, *, by: User) -> None:
    """Back to whoever comes next. What is not theirs stays as it is."""
    Claim.objects.filter(contribution=contribution, moderator=by).delete()


def let_go_of_others(moderator: User) -> None:
    """What no role of theirs covers any more goes back to all, in hand or given to them."""
    Claim.objects.filter(moderator=moderator).exclude(contribution__in=seen_by(moderator)).delete()


def refuse_while_in_other_hands(contribution: Contribution, by: User) -> None:
    held = Claim.objects.live().filter(contribution=contribution).exclude(moderator=by).select_related("moderator")
    for claim_of_other in held:
        told = _("%(name)s has this in hand now. Take it over first, or go on with the next.")
        raise IllegalStep(told % {"name": claim_of_other.moderator})


def release_what_moved(contribution: Contribution, _step: Step) -> None:
    """By a decision, by its author who withdrew it, or by an officer who merged it."""
    release(contribution)


def release(contribution: Contribution) -> None:
    """It is decided: nobody has it in hand any more."""
    Claim.objects.filter(contribution=contribution).delete()


def _locked(contribution: Contribution, **fields: object) -> tuple[Claim, bool]:
    return Claim.objects.select_for_update().get_or_create(contribution=contribution, defaults=fields)


def _give(held: Claim, to: User, until: object) -> Claim:
    held.moderator, held.until = to, until  # type: ignore[assignment]
    held.save(update_fields=["moderator", "until"])
    return held
