"""The desks of the back office: what waits on each for somebody, and how much of it is late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from accounts.models import Role
from accounts.permissions import has_role
from consultations.answering import unanswered_counts
from consultations.models import Consultation
from contributions.models import Contribution
from contributions.querysets import UNDECIDED
from deadlines.models import Deadline
from moderation.models import Appeal
from organisations.models import Admission
from organisations.querysets import without_administrator
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
    next_due: datetime | None = None  # when the most urgent was promised, past or to come


def desks_of(user: User) -> list[Desk]:
    """The desks this person works at, by role; two counts each, and what is most urgent."""
    return [desk(user) for role, desk in DESKS if has_role(user, *role)]


def _moderation(user: User) -> Desk:
    return Desk(
        _("Moderation queue"),
        _("await moderation, or a ruling on an appeal"),
        reverse("moderation:queue"),
        Contribution.objects.awaiting_moderation().count() + Appeal.objects.open().count(),
        *_late("moderation", "appeal"),
    )


def _suggestions(user: User) -> Desk:
    return Desk(
        _("Suggestions to answer"),
        _("await an answer"),
        reverse("suggestions:desk"),
        Suggestion.objects.published().with_decision(*UNDECIDED).count(),
        *_late("first_reply", "first_answer", "decision"),
    )


def _consultations(user: User) -> Desk:
    in_review = list(Consultation.objects.in_review())
    return Desk(
        _("Contributions to consultations"),
        _("await a decision before the outcome"),
        reverse("consultations:desk"),
        sum(unanswered_counts(in_review).values()),
        *_late("outcome"),
    )


def _tickets(user: User) -> Desk:
    tickets = visible_to(user)
    first = tickets.open().aggregate(due=Min("deadline__due_at"))["due"]
    return Desk(
        _("Tickets"), _("are open"), reverse("tickets:desk"), tickets.open().count(), tickets.overdue().count(), first
    )


def _bodies(user: User) -> Desk:
    return Desk(
        _("Bodies"),
        _("await verification, or have nobody who administers them"),
        reverse("organisations:desk"),
        Admission.objects.waiting().count() + without_administrator().count(),
        *_late("admission"),
    )


def _approvals(user: User) -> Desk:
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count()
    return Desk(_("Pages and publication"), _("await approval"), reverse("wagtailadmin_home"), waiting, 0)


def _late(*kinds: str) -> tuple[int, datetime | None]:
    """How many of these promises are past their time, and when the first of those still owed was due."""
    owed = Deadline.objects.open().filter(kind__in=kinds)
    found = owed.aggregate(late=Count("pk", filter=Q(due_at__lt=timezone.now())), first=Min("due_at"))
    return found["late"], found["first"]


DESKS: list[tuple[set[str], Callable[[User], Desk]]] = [
    ({Role.MODERATOR}, _moderation),
    ({Role.POLICY_OFFICER}, _suggestions),
    ({Role.POLICY_OFFICER, Role.ADMINISTRATOR}, _consultations),
    ({Role.TICKET_OFFICER, Role.ADMINISTRATOR}, _tickets),
    ({Role.ADMINISTRATOR}, _bodies),
    ({Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR}, _approvals),
]
