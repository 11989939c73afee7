"""The desks of the back office: what waits on each for somebody, and how much of it is late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from accounts.models import Role
from accounts.permissions import has_role
from consultations.answering import unanswered_counts
from consultations.models import Consultation
from contributions.models import Contribution
from deadlines.models import Deadline
from suggestions.models import Suggestion
from tickets.permissions import visible_to

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Desk:
    label: str | Promise
    task: str | Promise
    path: str
    waiting: int
    overdue: int


def desks_of(user: User) -> list[Desk]:
    """The desks this person works at, by role; two counts each."""
    return [desk(user) for role, desk in DESKS if has_role(user, *role)]


def _moderation(user: User) -> Desk:
    return Desk(
        _("Moderation queue"),
        _("await moderation"),
        reverse("moderation:queue"),
        Contribution.objects.awaiting_moderation().count(),
        Deadline.objects.overdue().filter(kind="moderation").count(),
    )


def _suggestions(user: User) -> Desk:
    return Desk(
        _("Suggestions to answer"),
        _("await an answer"),
        reverse("suggestions:desk"),
        Suggestion.objects.waiting().count() + Suggestion.objects.under_study().count(),
        Deadline.objects.overdue().filter(kind__in=["first_reply", "first_answer", "decision"]).count(),
    )


def _consultations(user: User) -> Desk:
    in_review = list(Consultation.objects.in_review())
    return Desk(
        _("Contributions to consultations"),
        _("await a decision before the outcome"),
        reverse("consultations:desk"),
        sum(unanswered_counts(in_review).values()),
        Deadline.objects.overdue().filter(kind="outcome").count(),
    )


def _tickets(user: User) -> Desk:
    tickets = visible_to(user)
    return Desk(_("Tickets"), _("are open"), reverse("tickets:desk"), tickets.open().count(), tickets.overdue().count())


def _approvals(user: User) -> Desk:
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count()
    return Desk(_("Pages and publication"), _("await approval"), reverse("wagtailadmin_home"), waiting, 0)


DESKS: list[tuple[set[str], Callable[[User], Desk]]] = [
    ({Role.MODERATOR}, _moderation),
    ({Role.POLICY_OFFICER}, _suggestions),
    ({Role.POLICY_OFFICER}, _consultations),
    ({Role.TICKET_OFFICER}, _tickets),
    ({Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR}, _approvals),
]
