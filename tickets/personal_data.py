"""The tickets that came of somebody's contributions, and those that they worked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from config.personal_data import Coded, Holding, Row, choice, register
from tickets.models import Custody, Origin

if TYPE_CHECKING:
    from accounts.models import User


def tickets(user: User) -> list[Row]:
    """Who works on them are other people."""
    rows = Origin.objects.filter(contribution__author=user)
    loaded = rows.select_related("contribution", "ticket__type", "ticket__unit", "ticket__deadline").order_by("pk")
    return [_ticket(origin) for origin in loaded]


def _ticket(origin: Origin) -> Row:
    ticket = origin.ticket
    return {
        "reference": ticket.reference,
        "contribution": origin.contribution.reference,
        "type": Coded(ticket.type.code, ticket.type.name),
        "unit": Coded(ticket.unit.code, ticket.unit.name),
        "status": choice(ticket, "status"),
        "opened_at": ticket.opened_at,
        "due_at": ticket.due_at,
        "finished_at": ticket.finished_at,
        "result_ar": ticket.result_ar,
        "result_en": ticket.result_en,
    }


def custodies(user: User) -> list[Row]:
    rows = Custody.objects.filter(officer=user).select_related("ticket", "unit").order_by("since", "pk")
    return [
        {
            "ticket": custody.ticket.reference,
            "unit": Coded(custody.unit.code, custody.unit.name),
            "since": custody.since,
            "until": custody.until,
        }
        for custody in rows
    ]


register(
    Holding(
        key="tickets",
        title=_("Tickets that came of what you sent"),
        why=_("Somebody has to carry out what was accepted, and you can follow it."),
        until=_("As long as the public record is kept."),
        rows=tickets,
        words={
            "reference": _("Reference"),
            "contribution": _("Contribution"),
            "type": _("Type"),
            "unit": _("Unit"),
            "status": _("Status"),
            "opened_at": _("Opened at"),
            "due_at": _("Due at"),
            "finished_at": _("Finished at"),
            "result_ar": _("Result in Arabic"),
            "result_en": _("Result in English"),
        },
    )
)
register(
    Holding(
        key="custodies",
        title=_("Tickets that you held"),
        why=_("To show who held a ticket, and for how long."),
        until=_("As long as the record of decisions is kept."),
        rows=custodies,
        words={"ticket": _("Ticket"), "unit": _("Unit"), "since": _("From"), "until": _("Until")},
        is_of_staff=True,
    )
)
