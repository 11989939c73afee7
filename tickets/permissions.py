"""Who may see and work tickets. When a step is possible is the step table's matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.models import Role
from accounts.permissions import has_role
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

# They read every ticket; only ticket officers work them.
READERS = (Role.POLICY_OFFICER, Role.ADMINISTRATOR)


def can_see_tickets(user: User | AnonymousUser) -> bool:
    return has_role(user, Role.TICKET_OFFICER, *READERS)


def can_open_ticket(user: User | AnonymousUser) -> bool:
    return has_role(user, Role.TICKET_OFFICER, Role.POLICY_OFFICER)


def units_of(user: User) -> list[str] | None:
    """The codes of the units that an officer is limited to; None for one who is limited to none."""
    codes = list(user.role_grants.current().filter(role=Role.TICKET_OFFICER).values_list("unit_code", flat=True))
    return None if "" in codes else codes


def workable_by(user: User) -> TicketQuerySet:
    """The tickets of the officer's units and of what stands under them."""
    codes = units_of(user)
    return Ticket.objects.all() if codes is None else Ticket.objects.under_units(codes)


def visible_to(user: User) -> TicketQuerySet:
    return Ticket.objects.all() if has_role(user, *READERS) else workable_by(user)


def can_work(user: User | AnonymousUser, ticket: Ticket) -> bool:
    """An officer of the unit that holds it, or of a unit above; never on a matter that they raised themself."""
    return (
        has_role(user, Role.TICKET_OFFICER)
        and workable_by(user).filter(pk=ticket.pk).exists()  # type: ignore[arg-type]
        and not ticket.origins.filter(contribution__author_id=user.pk).exists()
    )


def can_handle(user: User | AnonymousUser, ticket: Ticket) -> bool:
    """The officer who took it."""
    return ticket.officer_id == user.pk and can_work(user, ticket)


def access_ticket(user: User, reference: str) -> Ticket:
    """The ticket, with what its page shows; 404 for one outside the officer's units, 403 for whoever sees none."""
    if not can_see_tickets(user):
        raise PermissionDenied
    return get_object_or_404(visible_to(user).for_list(), reference=reference)
