"""Roles as the administrators' lists show them: with what each is limited to, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import RoleGrant
from accounts.scopes import names_of
from ledger.subjects import subject_of
from workflow.models import Step

LABELS = {
    "grant": _("The role was granted"),
    "change_last_day": _("Last day changed"),
    "end": _("Ended"),
    "expire": _("Ended with its last day"),
}


@dataclass(frozen=True)
class Event:
    label: str | Promise
    step: Step


@dataclass(frozen=True)
class Row:
    """`scope`: empty where it holds for everything."""

    grant: RoleGrant
    scope: str
    events: list[Event] = field(default_factory=list)


def with_scopes(grants: Sequence[RoleGrant]) -> list[Row]:
    names = names_of(grant.scope for grant in grants)
    return [Row(grant, names.get(grant.scope, "")) for grant in grants]


def past(grants: Sequence[RoleGrant]) -> list[Row]:
    """With the steps of each; one query for all."""
    events: dict[int, list[Event]] = defaultdict(list)
    kind = subject_of(grants[0])[0] if grants else ""
    found = Step.objects.filter(subject_type=kind, subject_id__in=[grant.pk for grant in grants])
    for step in found.select_related("by").order_by("at", "pk"):
        events[step.subject_id].append(Event(LABELS.get(step.name, step.name), step))
    return [Row(row.grant, row.scope, events[row.grant.pk]) for row in with_scopes(grants)]
