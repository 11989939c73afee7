"""What officers do with a ticket."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contributions.references import new_reference
from deadlines import actions as deadlines
from tickets import emails, followers
from tickets.models import Custody, Origin, Status, Ticket, TicketType
from tickets.permissions import can_open_ticket, can_work
from workflow import actions as workflow
from workflow.errors import IllegalStep
from workflow.models import Step

if TYPE_CHECKING:
    from accounts.models import User
    from contributions.models import Contribution
    from directory.models import Unit

OPEN = frozenset({Status.NEW, Status.ASSIGNED, Status.IN_PROGRESS})
STEPS = {
    "take": (frozenset({Status.NEW}), Status.ASSIGNED),
    "start": (frozenset({Status.ASSIGNED}), Status.IN_PROGRESS),
    "refer": (OPEN, Status.NEW),
    "finish": (frozenset({Status.IN_PROGRESS}), Status.DONE),
    "cancel": (OPEN, Status.CANCELLED),
}
DEADLINE = "ticket"


@transaction.atomic
def open_ticket(
    *,
    type: TicketType,  # noqa: A002  (the domain's word)
    unit: Unit,
    by: User | None,
    origins: Iterable[Contribution] = (),
    title: str = "",
    working_days: int | None = None,
    tells_authors: bool = True,
) -> Ticket:
    """A new matter for a unit. `tells_authors` is off where the caller's own message names the ticket."""
    if by is not None and not can_open_ticket(by):
        raise PermissionDenied
    ticket = Ticket.objects.create(
        reference=new_reference(), type=type, title=title, unit=unit, opened_at=timezone.now(), opened_by=by
    )
    Origin.objects.bulk_create(Origin(ticket=ticket, contribution=contribution) for contribution in origins)
    Custody.objects.create(ticket=ticket, unit=unit, since=ticket.opened_at)
    _owe(ticket, working_days or type.working_days)
    step = workflow.record(ticket, "open", by=by, data={"unit": unit.code, "type": type.code})
    if tells_authors:
        emails.tell_authors(ticket, "ticket_opened", step)
    followers.tell(ticket, step)
    return ticket


def _owe(ticket: Ticket, working_days: int) -> None:
    ticket.deadline = deadlines.owe(
        DEADLINE, ticket, working_days=working_days, started_at=ticket.opened_at, reference=ticket.reference
    )
    ticket.save(update_fields=["deadline"])


@transaction.atomic
def take(ticket: Ticket, *, by: User) -> Step:
    """The officer takes the matter into their own hands."""
    _lock(ticket, by)
    workflow.judge(ticket, "take", steps=STEPS, field="status", by=by)
    # With the step, not after it: the table takes no ticket in work without an officer.
    ticket.officer = ticket.officer or by
    ticket.save(update_fields=["officer"])
    step = workflow.take(ticket, "take", steps=STEPS, field="status", by=by)
    _hand_over(ticket)
    followers.tell(ticket, step)
    return step


@transaction.atomic
def start(ticket: Ticket, *, by: User) -> Step:
    _lock(ticket, by)
    _refuse_unless_held(ticket, "start", by)
    step = workflow.take(ticket, "start", steps=STEPS, field="status", by=by)
    emails.tell_authors(ticket, "ticket_started", step)
    followers.tell(ticket, step)
    return step


@transaction.atomic
def refer(ticket: Ticket, *, unit: Unit, reason: str, by: User) -> Step:
    """Hand the matter to another unit, or back to the desk of the same one. The due time stays what it was."""
    _lock(ticket, by)
    data = {"from": ticket.unit.code, "unit": unit.code}
    step = workflow.take(ticket, "refer", steps=STEPS, field="status", by=by, note=reason, data=data)
    is_elsewhere = unit != ticket.unit
    ticket.unit, ticket.officer = unit, None
    ticket.save(update_fields=["unit", "officer"])
    _hand_over(ticket)
    if is_elsewhere:
        emails.tell_authors(ticket, "ticket_referred", step)
    followers.tell(ticket, step)
    return step


@transaction.atomic
def finish(ticket: Ticket, *, result_ar: str, by: User, result_en: str = "") -> Step:
    """Done, with a result that the public reads."""
    _lock(ticket, by)
    _refuse_unless_held(ticket, "finish", by)
    # With the step, not after it: the table takes no finished ticket without a result.
    ticket.result_ar, ticket.result_en, ticket.finished_at = result_ar, result_en, timezone.now()
    ticket.save(update_fields=["result_ar", "result_en", "finished_at"])
    step = workflow.take(ticket, "finish", steps=STEPS, field="status", by=by)
    _end_custody(ticket)
    deadlines.meet(DEADLINE, ticket)
    emails.tell_authors(ticket, "ticket_finished", step)
    followers.tell(ticket, step)
    return step


@transaction.atomic
def cancel(ticket: Ticket, *, reason: str, by: User) -> Step:
    """Nothing more will be done; the reason is told to the authors."""
    _lock(ticket, by)
    step = workflow.take(ticket, "cancel", steps=STEPS, field="status", by=by, note=reason)
    _end_custody(ticket)
    deadlines.drop(DEADLINE, ticket)
    emails.tell_authors(ticket, "ticket_cancelled", step)
    followers.tell(ticket, step)
    return step


def _lock(ticket: Ticket, by: User) -> None:
    """What the officer saw may be old: every step judges the row as it is now."""
    ticket.refresh_from_db(from_queryset=Ticket.objects.select_for_update())
    if not can_work(by, ticket):
        raise PermissionDenied


def _refuse_unless_held(ticket: Ticket, name: str, by: User) -> None:
    """Before anything is written. A colleague may have been given the matter since the page was opened."""
    workflow.judge(ticket, name, steps=STEPS, field="status", by=by)
    if ticket.officer_id != by.pk:
        raise IllegalStep(_("This ticket is now with %(officer)s.") % {"officer": ticket.officer})


def _hand_over(ticket: Ticket) -> None:
    _end_custody(ticket)
    Custody.objects.create(ticket=ticket, unit=ticket.unit, officer=ticket.officer)


def _end_custody(ticket: Ticket) -> None:
    ticket.custodies.current().update(until=timezone.now())
