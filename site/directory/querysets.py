from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

# Ministry, directorate, office, school; a department may stand under a department.
DEEPEST_LEVEL = 4


class UnitQuerySet(models.QuerySet[Any]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def schools(self) -> Self:
        return self.filter(kind="school")

    def departments(self) -> Self:
        return self.filter(kind="department")

    def in_governorate(self, governorate: str) -> Self:
        return self.filter(governorate=governorate)

    def in_wilayat(self, wilayat: str) -> Self:
        return self.filter(wilayat=wilayat)

    def descendants(self, unit: Any) -> Self:
        """Everything below a unit, in one query: the tree is as deep as the ministry's ladder, no deeper."""
        below, path = Q(), "parent"
        for _ in range(DEEPEST_LEVEL):
            below |= Q(**{path: unit})
            path += "__parent"
        return self.filter(below)

    def ladder(self, unit: Any) -> list[Any]:
        """The unit and what stands above it, nearest first: the way a ticket climbs."""
        paths = ["pk", *("children__" * depth + "pk" for depth in range(1, DEEPEST_LEVEL + 1))]
        above = Q()
        for path in paths:
            above |= Q(**{path: unit.pk})
        known = {one.pk: one for one in self.filter(above).distinct()}
        found, step = [], known.get(unit.pk)
        while step:
            found.append(step)
            step = known.get(step.parent_id)
        return found

    def for_list(self) -> Self:
        return self.select_related("parent")


class PostQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        now = timezone.now()
        return self.filter(Q(starts_at__lte=now) & (Q(ends_at=None) | Q(ends_at__gt=now)))

    def of(self, unit: Any) -> Self:
        return self.filter(unit=unit)

    def for_list(self) -> Self:
        return self.select_related("unit", "holder")
