from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone


class VersionQuerySet(models.QuerySet):
    """Published versions of one text or of many."""

    def newest_first(self) -> VersionQuerySet:
        return self.order_by("-number")


class PolicyVersionQuerySet(VersionQuerySet):
    def in_force(self, at: datetime | None = None) -> PolicyVersionQuerySet:
        """Newest first: the first one is the version in force then."""
        at = at or timezone.now()
        return self.filter(published_at__lte=at, effective_from__lte=at).order_by("-number")

    def current_of_live_policies(self, at: datetime | None = None) -> PolicyVersionQuerySet:
        """The version in force of every policy that is not withdrawn: what the public reads first."""
        newest = type(self)(self.model).in_force(at).filter(policy=models.OuterRef("policy")).values("pk")[:1]
        current = self.filter(policy__page__live=True, pk=models.Subquery(newest))
        return current.select_related("policy__page").order_by("policy__kind", "policy__created_at")


class PointQuerySet(models.QuerySet):
    def with_address(self) -> PointQuerySet:
        """Loads what `Point.path` needs."""
        return self.select_related("version__policy__page")

    def points(self) -> PointQuerySet:
        """The numbered points alone, which a decision can cite."""
        return self.filter(kind="point")
