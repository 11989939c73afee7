from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.querysets import DEEPEST_LEVEL

if TYPE_CHECKING:
    from accounts.models import User


def under_units_q(codes: Iterable[str], path: str = "unit") -> Q:
    """Held by one of these units or by a unit below one of them."""
    held, step, wanted = Q(pk__in=[]), path, list(codes)
    for _ in range(DEEPEST_LEVEL + 1):
        held |= Q(**{f"{step}__code__in": wanted})
        step += "__parent"
    return held


class TicketQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(status__in=["new", "assigned", "in_progress"])

    def overdue(self) -> Self:
        """The same rule as `Ticket.is_overdue`."""
        return self.open().filter(deadline__due_at__lt=timezone.now())

    def held_by(self, user: User) -> Self:
        return self.filter(officer=user)

    def under_units(self, codes: Iterable[str]) -> Self:
        return self.filter(under_units_q(codes))

    def by_due_time(self) -> Self:
        return self.order_by("deadline__due_at", "pk")

    def for_list(self) -> Self:
        """What a list shows of each. A ticket without a title of its own borrows that of its first origin."""
        return self.select_related("type", "unit", "officer", "deadline").prefetch_related(
            "origins__contribution__texts"
        )


class CustodyQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        return self.filter(until=None)

    def for_list(self) -> Self:
        return self.select_related("unit", "officer")
