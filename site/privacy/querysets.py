from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models


class ErasureQuerySet(models.QuerySet[Any]):
    def by(self, user: Any) -> Self:
        """Theirs, the latest first."""
        return self.filter(user=user).order_by("-pk")

    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def due(self, now: datetime) -> Self:
        """Waiting, and past the time in which it could be taken back."""
        return self.waiting().filter(due_at__lte=now)
