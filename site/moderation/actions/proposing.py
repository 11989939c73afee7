"""A moderator tells the officers that two texts say the same. It moves no state: whether they become one, an officer
decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from contributions.models import Contribution, Kind, Moderation
from moderation.models import MergeProposal
from moderation.permissions import can_moderate
from workflow.actions import record
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User

PROPOSABLE = frozenset({Moderation.SUBMITTED, Moderation.PUBLISHED})


@transaction.atomic
def propose_merge(contribution: Contribution, *, into: Contribution, by: User) -> MergeProposal:
    """A second press, and a colleague's, get the proposal that is there."""
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if not can_moderate(by, contribution):
        raise PermissionDenied
    if made := contribution.merge_proposals.filter(into=into).first():
        return made
    _refuse(contribution, into)
    step = record(contribution, "propose_merge", by=by, data={"into": into.reference})
    return MergeProposal.objects.create(contribution=contribution, into=into, step=step)


def _refuse(contribution: Contribution, into: Contribution) -> None:
    if contribution.pk == into.pk or {contribution.kind, into.kind} != {Kind.SUGGESTION}:
        raise IllegalStep(_("Only a suggestion is merged, and into another suggestion."))
    if contribution.moderation not in PROPOSABLE or contribution.is_decided:
        raise IllegalStep(_("It has been decided already, so it stands on its own."))
    if not into.is_public:
        raise IllegalStep(_("The suggestion that it would be merged into is not published now."))
