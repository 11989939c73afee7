"""You said, we did: every outcome, with how much was said and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from consultations.answering import counted_by_decision
from consultations.matrix import Decided, decided_of
from consultations.models import Consultation
from contributions.models import Contribution

PER_PAGE = 20


@dataclass(frozen=True)
class Told:
    consultation: Consultation
    decided: list[Decided]

    @property
    def path(self) -> str:
        return f"{self.consultation.path}outcome/"

    @property
    def said(self) -> int:
        return sum(each.count for each in self.decided)


def outcomes(number: str | None) -> Page:
    """A page of `Told`, the newest outcome first; as many queries for one as for twenty."""
    found = Consultation.objects.public().with_outcome().for_list().order_by("-conclusion__made_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(number)
    consultations = list(page.object_list)
    counts: Mapping[int, Mapping[str, int]] = counted_by_decision(consultations, Contribution.objects.published())
    told: list[Any] = [Told(each, decided_of(counts.get(each.pk, {}))) for each in consultations]
    page.object_list = told
    return page
