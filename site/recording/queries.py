"""What clerks recorded, and what they can record on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from accounts.models import Party
from consultations.answering import newest_clauses
from consultations.discussions import title_of
from consultations.models import Consultation
from contributions.models import Contribution

if TYPE_CHECKING:
    from contributions.querysets import ContributionQuerySet

ORGANISATIONS_SHOWN = 10


def recordings() -> ContributionQuerySet:
    """Newest first, with who took it down."""
    return Contribution.objects.recorded().select_related("recording", "recorded_by", "party").for_list()


def organisations_named(typed: str) -> QuerySet[Party]:
    """Verified bodies with all of these words in their name."""
    found = Party.objects.filter(organisation__verified_at__isnull=False).select_related("organisation")
    for word in typed.split():
        found = found.filter(name__icontains=word)
    return found.order_by("name", "pk")[:ORGANISATIONS_SHOWN]


@dataclass(frozen=True)
class OpenClauses:
    """A consultation that is open, and its clauses: (discussion, title)."""

    consultation: Consultation
    clauses: list[tuple[int, str]]


def open_clauses() -> list[OpenClauses]:
    return [
        OpenClauses(
            consultation,
            [(clause.clause_key.discussion_id, title_of(clause)) for clause in newest_clauses(consultation).values()],
        )
        for consultation in Consultation.objects.public().open().for_list()
    ]
