from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone


class VersionQuerySet(models.QuerySet):
    """Published versions of one text or of many."""

    def newest_first(self) -> VersionQuerySet:
        return self.order_by("-number")

    def oldest_first(self) -> VersionQuerySet:
        return self.order_by("number")


class PolicyVersionQuerySet(VersionQuerySet):
    def in_force(self, at: datetime | None = None) -> PolicyVersionQuerySet:
        """Newest first: the first one is the version in force then."""
        at = at or timezone.now()
        return self.filter(published_at__lte=at, effective_from__lte=at).order_by("-number")


class PointQuerySet(models.QuerySet):
    def with_address(self) -> PointQuerySet:
        """Loads what `Point.path` needs."""
        return self.select_related("version__policy__page")

    def points(self) -> PointQuerySet:
        """The numbered points alone, which a decision can cite."""
        return self.filter(kind="point")
