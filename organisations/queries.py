"""Who speaks for a body and who is invited to: what its page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from accounts.models import Representation
from contributions.steps import STEP_LABELS, TimelineRow
from organisations.models import Invitation
from organisations.querysets import InvitationQuerySet
from workflow.models import Step

if TYPE_CHECKING:
    from accounts.models import Organisation, User


def representatives_of(organisation: Organisation) -> list[Representation]:
    """Its administrators first, then by name."""
    current = Representation.objects.filter(party=organisation.party_id).current().select_related("user")
    return list(current.order_by("-is_administrator", "user__first_name", "pk"))


def representatives_of_each(organisations: Sequence[Organisation]) -> dict[int, list[Representation]]:
    """By the party; one query."""
    found: dict[int, list[Representation]] = defaultdict(list)
    parties = [each.party_id for each in organisations]
    current = Representation.objects.filter(party__in=parties).current().select_related("user")
    for each in current.order_by("-is_administrator", "user__first_name", "pk"):
        found[each.party_id].append(each)
    return found


def open_invitations(organisation: Organisation) -> InvitationQuerySet:
    return Invitation.objects.filter(organisation=organisation).open().for_list()


def decisions_on(organisation: Organisation) -> list[TimelineRow]:
    """For the office: with who took each, and why."""
    steps = Step.objects.of(organisation).select_related("by")
    return [
        TimelineRow(
            label=str(STEP_LABELS.get(step.name, step.name)),
            at=step.at,
            note=" · ".join(said for said in (str(step.by or ""), step.note) if said),
        )
        for step in steps
    ]


def bodies_of(user: User) -> list[Representation]:
    """For which they speak."""
    current = Representation.objects.filter(user=user, party__organisation__isnull=False).current()
    return list(current.for_list().order_by("party__name", "pk"))
