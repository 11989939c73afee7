from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from contributions.models import Comment, Contribution
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

    def annotate_comment_count(self) -> Self:
        """For what is ordered by it. A page of a list counts for its own rows, with `contributions.queries.tallies`."""
        published = Q(discussion__comments__contribution__moderation="published")
        return self.annotate(comment_count=Count("discussion__comments", filter=published))

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
        comments = Comment.thread.published().filter(discussion=OuterRef("discussion")).order_by()
        counted = comments.values("discussion").annotate(count=Count("pk")).values("count")
        return whole.annotate(
            comment_count=Subquery(counted),
            has_merged=Exists(Contribution.objects.filter(merged_into=OuterRef("contribution"))),
            has_tickets=Exists(Origin.objects.filter(contribution=OuterRef("contribution"))),
        ).prefetch_related("consultation__draft__versions")
