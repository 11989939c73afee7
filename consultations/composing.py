"""The version that publishing a consultation page would make: what a preview shows, and what `freeze` writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from consultations.models.consultation import Consultation
from consultations.models.draft import ClauseVersion, DraftVersion
from policies.freezing import freeze_parts, kind_of_change, seal, tidy
from policies.models import VersionKind

if TYPE_CHECKING:
    from consultations.models.pages import ConsultationPage


@dataclass(frozen=True)
class Composed:
    """Unsaved rows; `clauses` with the identities of their parts. `change` is None if the text did not change."""

    version: DraftVersion
    clauses: list[tuple[str, ClauseVersion]]
    change: str | None


def compose(page: ConsultationPage, consultation: Consultation | None) -> Composed:
    draft = consultation.draft if consultation else None
    previous = draft.versions.newest_first().first() if draft else None
    version = _version(page, number=previous.number + 1 if previous else 1)
    clauses = freeze_parts(
        page.parts.all(),
        lambda part: ClauseVersion(kind=part.kind),  # type: ignore[attr-defined]
        known={kept.uid: kept.key for kept in draft.clause_keys.all()} if draft else {},
        previous={clause.key: clause for clause in previous.clauses.all()} if previous else {},
        number=version.number,
    )
    _name_chapters([clause for _uid, clause in clauses])
    seal(version, [clause for _uid, clause in clauses])
    change = kind_of_change(version, previous)
    version.kind = change or VersionKind.FULL
    return Composed(version, clauses, change)


def _version(page: ConsultationPage, number: int) -> DraftVersion:
    return DraftVersion(
        number=number,
        title_ar=page.title,
        title_en=page.title_en,
        introduction_ar=tidy(page.introduction_ar),
        introduction_en=tidy(page.introduction_en),
        published_at=timezone.now(),
    )


def _name_chapters(clauses: list[ClauseVersion]) -> None:
    chapter = ("", "")
    for clause in clauses:
        if clause.is_chapter:
            chapter = (clause.heading_ar, clause.heading_en)
        clause.chapter_ar, clause.chapter_en = chapter
