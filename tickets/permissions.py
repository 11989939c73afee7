"""Who may see and work tickets. When a step is possible is the step table's matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from accounts.models import Role
from accounts.permissions import has_role, has_role_for_everything, scopes_of
from accounts.scopes import EVERYTHING
from contributions.models import Contribution
from tickets.models import Origin, Ticket
from tickets.querysets import TicketQuerySet, under_units_q

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
    scopes = scopes_of(user, Role.TICKET_OFFICER)
    return None if EVERYTHING in scopes else [scope.code for scope in sorted(scopes) if scope.kind == "unit"]


def workable_by(user: User) -> TicketQuerySet:
    """The tickets of the officer's units and of what stands under them."""
    codes = units_of(user)
    return Ticket.objects.all() if codes is None else Ticket.objects.under_units(codes)


def visible_to(user: User) -> TicketQuerySet:
    """Those that they work; a policy officer who is limited reads what came from the contributions they answer."""
    if has_role_for_everything(user, *READERS):
        return Ticket.objects.all()
    codes = units_of(user)
    if codes is None or not has_role(user, *READERS):
        return workable_by(user)
    answered = Contribution.objects.in_scope_of(user, *READERS).order_by()
    origins = Origin.objects.filter(contribution__in=answered.values("pk"))
    return Ticket.objects.filter(under_units_q(codes) | Q(pk__in=origins.values("ticket")))


def can_work(user: User | AnonymousUser, ticket: Ticket) -> bool:
    """An officer of the unit that holds it, or of a unit above; never on a matter that they raised themself, or took
    down for somebody."""
    return (
        has_role(user, Role.TICKET_OFFICER)
        and workable_by(user).filter(pk=ticket.pk).exists()  # type: ignore[arg-type]
        and not ticket.origins.filter(
            Q(contribution__author_id=user.pk) | Q(contribution__recorded_by_id=user.pk)
        ).exists()
    )


def can_handle(user: User | AnonymousUser, ticket: Ticket) -> bool:
    """The officer who took it."""
    return ticket.officer_id == user.pk and can_work(user, ticket)


def access_ticket(user: User, reference: str) -> Ticket:
    """The ticket, with what its page shows; 404 for one outside the officer's units, 403 for whoever sees none."""
    if not can_see_tickets(user):
        raise PermissionDenied
    return get_object_or_404(visible_to(user).for_list(), reference=reference)
