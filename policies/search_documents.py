"""Every point of the version in force is findable by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from policies.models import Point, Policy, PolicyPage, PolicyVersion
from search.documents import SearchDocument
from search.registry import Kind, register


def findable() -> QuerySet[Any]:
    current = PolicyVersion.objects.current_of_live_policies()
    return Point.objects.filter(version__in=current.values("pk").order_by()).with_address()


def document(point: Point) -> SearchDocument:
    version = point.version
    number = f"{point.number} " if point.number else ""
    return SearchDocument(
        kind="policy",
        path=f"{version.policy.path}#{point.key}",
        title_ar=f"{number}{point.heading_ar or version.title_ar}",
        title_en=f"{number}{point.heading_en or version.title_en}" if point.body_en or point.heading_en else "",
        body_ar=point.body_ar,
        body_en=point.body_en,
        date=version.published_at.date(),
    )


def points_of(policy: Policy) -> Iterable[int]:
    return Point.objects.filter(version__policy=policy).values_list("pk", flat=True)


def points_of_page(page: PolicyPage) -> Iterable[int]:
    return Point.objects.filter(version__policy__page_id=page.pk).values_list("pk", flat=True)


register(
    Point,
    queryset=findable,
    document=document,
    related=[(PolicyVersion, lambda version: points_of(version.policy)), (PolicyPage, points_of_page)],
    kinds={"policy": Kind(_("Policy"), _("Policies"))},
)
