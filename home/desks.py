"""The desks of the back office: what waits on each for somebody, and how much of it is late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.permissions import has_role, has_role_for_everything
from consultations.answering import unanswered_counts
from consultations.permissions import OFFICERS, decided_by
from consultations.permissions import can_see_desk as can_see_consultations
from contributions.models import Contribution, Moderation
from contributions.querysets import UNDECIDED
from deadlines.models import Deadline
from moderation.appeal_queries import open_appeals
from moderation.permissions import can_see_queue
from moderation.queries import seen_by
from organisations.models import Admission
from organisations.querysets import without_administrator
from policies.queries import awaiting_approval_by, in_hand_of
from suggestions.permissions import can_see_desk as can_see_suggestions
from suggestions.queries import on_desk_of
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
    """The desks this person works at, by role and what it is limited to; two counts each, and what is most urgent."""
    return [desk(user) for works_there, desk in DESKS if works_there(user)]


def _with(*roles: str) -> Callable[[User], bool]:
    return lambda user: has_role(user, *roles)


def _moderation(user: User) -> Desk:
    covered = None if has_role_for_everything(user, Role.MODERATOR) else seen_by(user)
    waiting = seen_by(user).awaiting_moderation().count() + open_appeals(user).count()
    return Desk(
        _("Moderation queue"),
        _("await moderation, or a ruling on an appeal"),
        reverse("moderation:queue"),
        waiting,
        *_late("moderation", "appeal", about=covered),
    )


def _recordings(user: User) -> Desk:
    recorded = Contribution.objects.recorded()
    waiting = recorded.filter(moderation__in=[Moderation.HELD, Moderation.UNCONFIRMED]).count()
    return Desk(_("Recording on behalf"), _("are held back or await a guardian"), reverse("recording:desk"), waiting, 0)


def _suggestions(user: User) -> Desk:
    suggestions, about = on_desk_of(user), None
    if not has_role_for_everything(user, Role.POLICY_OFFICER):
        about = Contribution.objects.filter(suggestion__in=suggestions)
    return Desk(
        _("Suggestions to answer"),
        _("await an answer"),
        reverse("suggestions:desk"),
        suggestions.published().with_decision(*UNDECIDED).count(),
        *_late("first_reply", "first_answer", "decision", about=about),
    )


def _consultations(user: User) -> Desk:
    theirs = decided_by(user)
    in_review = list(theirs.in_review())
    is_limited = not has_role_for_everything(user, *OFFICERS)
    return Desk(
        _("Contributions to consultations"),
        _("await a decision before the outcome"),
        reverse("consultations:desk"),
        sum(unanswered_counts(in_review).values()),
        *_late("outcome", about=theirs if is_limited else None),
    )


def _tickets(user: User) -> Desk:
    tickets = visible_to(user)
    first = tickets.open().aggregate(due=Min("deadline__due_at"))["due"]
    return Desk(
        _("Tickets"), _("are open"), reverse("tickets:desk"), tickets.open().count(), tickets.overdue().count(), first
    )


def _bodies(user: User) -> Desk:
    return Desk(
        _("Organisations"),
        _("await verification, or have nobody who administers them"),
        reverse("organisations:desk"),
        Admission.objects.waiting().count() + without_administrator().count(),
        *_late("admission"),
    )


def _texts(user: User) -> Desk:
    return Desk(
        _("Texts that you write"),
        _("were sent back to you, or are not sent for approval yet"),
        reverse("wagtailadmin_home"),
        in_hand_of(user).count(),
        0,
    )


def _approvals(user: User) -> Desk:
    waiting = awaiting_approval_by(user).count()
    return Desk(_("Pages and publication"), _("await your approval"), reverse("wagtailadmin_home"), waiting, 0)


def _late(*kinds: str, about: QuerySet[Any] | None = None) -> tuple[int, datetime | None]:
    """How many of these promises are past their time, and when the first of those still owed was due. `about`: only
    what is owed on one of these."""
    owed = Deadline.objects.open().filter(kind__in=kinds)
    if about is not None:
        owed = owed.filter(subject_type=about.model._meta.label_lower, subject_id__in=about.order_by().values("pk"))
    found = owed.aggregate(late=Count("pk", filter=Q(due_at__lt=timezone.now())), first=Min("due_at"))
    return found["late"], found["first"]


DESKS: list[tuple[Callable[[User], bool], Callable[[User], Desk]]] = [
    (can_see_queue, _moderation),
    (_with(Role.CLERK), _recordings),
    (can_see_suggestions, _suggestions),
    (can_see_consultations, _consultations),
    (_with(Role.TICKET_OFFICER, Role.ADMINISTRATOR), _tickets),
    (_with(Role.ADMINISTRATOR), _bodies),
    (_with(Role.EDITOR), _texts),
    (_with(Role.APPROVER, Role.ADMINISTRATOR), _approvals),
]
