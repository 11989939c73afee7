"""What has been decided about something."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from ledger.subjects import subject_of


class StepQuerySet(models.QuerySet[Any]):
    def of(self, thing: models.Model) -> Self:
        """Its history, the oldest first, with who acted."""
        subject_type, subject_id = subject_of(thing)
        return self.filter(subject_type=subject_type, subject_id=subject_id).select_related("by")

    def about(self, things: models.QuerySet[Any]) -> Self:
        """The steps of all of these, things of one model, in one query."""
        label = things.model._meta.concrete_model._meta.label_lower
        return self.filter(subject_type=label, subject_id__in=things.order_by().values("pk")).select_related("by")
