"""Which deadlines stand, and which have passed."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils import timezone

from ledger.subjects import subject_of


class HolidayQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        return self.filter(is_withdrawn=False)


class DeadlineQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Neither met nor dropped."""
        return self.filter(met_at=None, dropped_at=None)

    def overdue(self) -> Self:
        """The same as `Deadline.is_overdue`: the moment that was promised is still in time."""
        return self.open().filter(due_at__lt=timezone.now())

    def of(self, thing: models.Model) -> Self:
        subject_type, subject_id = subject_of(thing)
        return self.filter(subject_type=subject_type, subject_id=subject_id)

    def in_working_time(self) -> Self:
        """Those that an announced holiday moves."""
        return self.filter(unit__in=self.model.Unit.working())
