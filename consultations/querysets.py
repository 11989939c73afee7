"""What time says about consultations, in SQL. `Consultation.phase_at` says the same of one; a test holds them equal."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils import timezone


class ConsultationQuerySet(models.QuerySet[Any]):
    def public(self) -> Self:
        """Not withdrawn: its page is published."""
        return self.filter(page__live=True)

    def undecided(self) -> Self:
        """Time alone says where it stands."""
        return self.filter(stage="none")

    def upcoming(self, at: datetime | None = None) -> Self:
        return self.undecided().filter(opens_at__gt=at or timezone.now())

    def open(self, at: datetime | None = None) -> Self:
        """From the second of opening to the last second before closing."""
        at = at or timezone.now()
        return self.undecided().filter(opens_at__lte=at, closes_at__gt=at)

    def in_review(self, at: datetime | None = None) -> Self:
        return self.undecided().filter(closes_at__lte=at or timezone.now())

    def with_outcome(self) -> Self:
        return self.filter(stage="outcome_published")

    def cancelled(self) -> Self:
        return self.filter(stage="cancelled")

    def over(self, at: datetime | None = None) -> Self:
        """Nobody can take part any more."""
        return self.filter(models.Q(closes_at__lte=at or timezone.now()) | ~models.Q(stage="none"))

    def for_page(self) -> Self:
        """What its own page starts from."""
        extensions = self.model._meta.get_field("extensions").related_model.objects
        return self.select_related("page", "unit", "draft", "conclusion").annotate(
            has_extensions=models.Exists(extensions.filter(consultation=models.OuterRef("pk")))
        )

    def for_list(self) -> Self:
        """What a list shows of each."""
        return self.select_related("page", "unit", "conclusion").prefetch_related("draft__versions")


class DraftVersionQuerySet(models.QuerySet[Any]):
    def newest_first(self) -> Self:
        return self.order_by("-number")

    def newest(self) -> Self:
        """The newest of each draft: what the public reads."""
        later = self.model.objects.filter(draft=models.OuterRef("draft"), number__gt=models.OuterRef("number"))
        return self.filter(~models.Exists(later))


class ClauseVersionQuerySet(models.QuerySet[Any]):
    def of_newest(self) -> Self:
        """As the clauses of each draft read now."""
        versions = self.model._meta.get_field("version").related_model.objects.newest()
        return self.filter(version__in=versions.order_by().values("pk"))

    def with_address(self) -> Self:
        """Loads what `ClauseVersion.path` needs."""
        return self.select_related("version__draft__consultation__page", "clause_key")
