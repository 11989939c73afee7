from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models


class IndexJobQuerySet(models.QuerySet[Any]):
    def mark(self, model: str, pks: Iterable[int]) -> None:
        """One pending job a key. A second change gives the job a new stamp, so that a drain that began before it does
        not take it away. Sorted, so that two transactions that mark the same things wait instead of deadlocking."""
        jobs = [self.model(key=f"{model}:{pk}", model=model, object_pk=pk) for pk in sorted(set(pks))]
        self.bulk_create(jobs, update_conflicts=True, unique_fields=["key"], update_fields=["stamp", "at"])

    def oldest_first(self) -> Self:
        return self.order_by("at", "pk")

    def done(self, jobs: Iterable[Any]) -> None:
        """Takes away what was indexed, unless it changed meanwhile."""
        self.filter(stamp__in=[job.stamp for job in jobs]).delete()
