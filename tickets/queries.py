"""What pages about a ticket show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from contributions.models import Contribution
from tickets.models import Ticket
from tickets.permissions import visible_to
from workflow.models import Step

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.querysets import TicketQuerySet

STEP_LABELS = {
    "open": _("Opened"),
    "take": _("Taken by an officer"),
    "start": _("Work begun"),
    "refer": _("Referred on"),
    "finish": _("Done"),
    "cancel": _("Cancelled"),
}


@dataclass(frozen=True)
class PublicStatus:
    """All that a number alone tells: no title, text, name or school."""

    type: str
    stage: str
    level: str
    changed_at: datetime
    due_at: datetime | None


def desk(user: User, *, scope: str, status: str, overdue: bool) -> TicketQuerySet:
    """The tickets that an officer's desk shows, the most urgent first."""
    tickets = visible_to(user)
    if scope == "mine":
        tickets = tickets.held_by(user)
    elif scope == "free":
        tickets = tickets.filter(officer=None)
    if status == "":
        tickets = tickets.open()
    elif status != "all":
        tickets = tickets.filter(status=status)
    if overdue:
        tickets = tickets.overdue()
    return tickets.by_due_time().for_list()


@dataclass(frozen=True)
class HistoryRow:
    """What `components/timeline.html` takes; colleagues read names and reasons."""

    label: str
    at: datetime
    note: str


def history(ticket: Ticket) -> list[HistoryRow]:
    """Every step with the words for it, the newest last."""
    return [
        HistoryRow(
            label=str(STEP_LABELS.get(step.name, step.name)),
            at=step.at,
            note=" · ".join(str(part) for part in (step.by, step.note) if part),
        )
        for step in Step.objects.of(ticket)
    ]


def public_status(reference: str) -> PublicStatus | None:
    """What anybody may know; None for an unknown number and for a confidential type alike."""
    ticket = Ticket.objects.select_related("type", "unit", "deadline").filter(reference=reference).first()
    if ticket is None or ticket.type.is_confidential:
        return None
    last = Step.objects.of(ticket).last()
    return PublicStatus(
        type=ticket.type.name,
        stage=ticket.get_status_display(),
        level=ticket.unit.get_kind_display(),
        changed_at=last.at if last else ticket.opened_at,
        due_at=ticket.due_at if ticket.is_open else None,
    )


def published_contribution(reference: str) -> Contribution | None:
    """Somebody who types a contribution's number at the ticket desk is shown the way, where it is public."""
    return Contribution.objects.published().filter(reference=reference).first()
