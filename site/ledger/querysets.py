from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from ledger.models import Checkpoint


class CheckpointQuerySet(models.QuerySet["Checkpoint"]):
    def newest(self) -> Checkpoint | None:
        return self.order_by("-pk").first()

    def of_size(self, size: int) -> Checkpoint | None:
        """The first that was signed at this size; a later one differs only in its key."""
        return self.filter(size=size).order_by("pk").first()
