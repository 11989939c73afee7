"""Which messages are to go out now."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models.functions import TruncMinute


class OutboxQuerySet(models.QuerySet[Any]):
    def due(self, now: datetime) -> Self:
        """Waiting and ready; or in the hand of a worker whose lease has ended, so that it must have died.

        Both are one comparison: whoever takes a message moves `next_attempt_at` to the end of the lease.
        """
        return self.filter(state__in=self.model.UNFINISHED, next_attempt_at__lte=now)

    def unsent(self) -> Self:
        return self.filter(state__in=self.model.UNFINISHED)

    def finished(self) -> Self:
        return self.exclude(state__in=self.model.UNFINISHED)

    def waiting(self) -> Self:
        return self.filter(state=self.model.State.WAITING)


class MailboxQuerySet(models.QuerySet[Any]):
    def for_list(self) -> Self:
        """The latest first. Within the minute that a reader sees, the order in which they were written counts."""
        letters = self.only("pk", "channel", "to", "subject", "language", "at")
        return letters.order_by(TruncMinute("at").desc(), "-written_as", "-pk")
