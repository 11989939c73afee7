from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from contributions.models import Attachment, Contribution
from tickets.models import Origin


class SuggestionQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        # The kind follows from what it is; said aloud, the database finds them by its index, in order.
        return self.filter(contribution__kind="suggestion", contribution__moderation="published")

    def with_decision(self, *decisions: str) -> Self:
        return self.filter(contribution__decision__in=decisions)

    def waiting(self) -> Self:
        """Published, and nobody has looked at it yet."""
        return self.published().with_decision("none")

    def under_study(self) -> Self:
        return self.published().with_decision("under_study")

    def referred(self) -> Self:
        """Published, and handed to the unit that must answer."""
        return self.published().with_decision("referred")

    def in_category(self, code: str) -> Self:
        return self.filter(category__code=code)

    def newest(self) -> Self:
        return self.order_by("-contribution__published_at", "-pk")

    def oldest(self) -> Self:
        return self.order_by("contribution__published_at", "pk")

    def for_list(self) -> Self:
        """What a list shows of each: its words, attribution and category. Two queries, whatever its length."""
        return self.select_related("contribution", "category", "discussion").prefetch_related("contribution__texts")

    def for_page(self) -> Self:
        """With how much was said about it, and whether there is more to ask for: most have neither."""
        whole = self.for_list().select_related(
            "unit",
            "contribution__receipt",
            "contribution__party",
            "contribution__cited_point__version__policy__page",
            "contribution__merged_into",
            "consultation__page",
        )
        return whole.annotate(
            has_merged=Exists(Contribution.objects.filter(merged_into=OuterRef("contribution"))),
            has_files=Exists(Attachment.objects.filter(contribution=OuterRef("contribution"), erased_at=None)),
            has_tickets=Exists(Origin.objects.filter(contribution=OuterRef("contribution"))),
        ).prefetch_related("consultation__draft__versions")
