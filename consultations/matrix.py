"""You said, we did: clause by clause, what was said, what was decided and why, and how the clause changed after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.http import Http404

from consultations.answering import CLAUSE, decision_counts, newest_clauses, said_to
from consultations.models.consultation import Stage
from consultations.models.draft import ClauseVersion
from contributions.models import Contribution, Decision
from contributions.queries import load_answers
from policies.comparing import Segment, word_diff
from policies.wording import reads_arabic

if TYPE_CHECKING:
    from consultations.models import Consultation, DraftVersion

PER_PAGE = 40
# By the pk of the clause's key.
Clauses = dict[int, ClauseVersion]


@dataclass(frozen=True)
class Decided:
    """What `decision_bar` takes."""

    code: str
    label: str
    count: int


@dataclass
class MatrixRow:
    """What was said about one clause. No clause: suggestions about the whole."""

    clause: ClauseVersion | None
    said: list[Contribution] = field(default_factory=list)
    is_removed: bool = False
    # As it changed after the public had spoken; empty where it did not.
    words: list[Segment] = field(default_factory=list)
    words_language: str = "ar"


def whole_outcome(consultation: Consultation, number: str | None) -> dict[str, Any]:
    """404 while the outcome is not there; a fixed number of queries a page."""
    if consultation.stage != Stage.OUTCOME_PUBLISHED:
        raise Http404
    versions = list(consultation.draft.versions.newest_first())
    newest, consulted = newest_clauses(consultation), _as_consulted(consultation, versions)
    page = _page(consultation, newest, number)
    return {
        "consultation": consultation,
        "conclusion": consultation.conclusion,
        "version": versions[0],
        "rows": _rows(page.object_list, newest=newest, consulted=consulted, version=versions[0]),
        "matrix_page": page,
        "decided": decided(consultation),
    }


def decided(consultation: Consultation) -> list[Decided]:
    """What was decided how often: the figures of an outcome, wherever it is told. One query."""
    counts = decision_counts(consultation)
    return [Decided(code, str(code.label), counts[code]) for code in Decision if counts.get(code)]


def _page(consultation: Consultation, newest: Clauses, number: str | None) -> Page:
    """In the order of the clauses as they read now, the earliest first within one."""
    place = {key: at for at, key in enumerate(newest)}
    keys = said_to(consultation).order_by("published_at", "pk").values_list("pk", CLAUSE)
    in_order = sorted(keys, key=lambda row: place.get(row[1], len(place)))
    page = Paginator([pk for pk, _clause in in_order], PER_PAGE).get_page(number)
    found = said_to(consultation).for_list().select_related("comment__discussion__clause_key").in_bulk(page.object_list)
    page.object_list = [found[pk] for pk in page.object_list]
    load_answers(page.object_list)
    return page


def _rows(
    said: Iterable[Contribution], *, newest: Clauses, consulted: Clauses, version: DraftVersion
) -> list[MatrixRow]:
    rows = []
    for key, group in groupby(said, key=_clause_key):
        clause = newest.get(key)
        row = MatrixRow(clause, list(group), is_removed=bool(clause and clause.version_id != version.pk))
        before = consulted.get(key)
        if clause and before and clause.hash != before.hash:
            row.words, row.words_language = _words(before, clause)
        rows.append(row)
    return rows


def _clause_key(contribution: Contribution) -> int:
    return contribution.comment.discussion.clause_key.pk if contribution.kind == "comment" else 0


def _as_consulted(consultation: Consultation, versions: list[DraftVersion]) -> Clauses:
    """The clauses as they read in the last second in which anybody could speak about them."""
    before = [version for version in versions if version.published_at < consultation.closes_at]
    return {clause.clause_key_id: clause for clause in before[0].clauses.all()} if before else {}


def _words(before: ClauseVersion, after: ClauseVersion) -> tuple[list[Segment], str]:
    if reads_arabic() or not (before.body_en and after.body_en):
        return word_diff(before.body_ar, after.body_ar), "ar"
    return word_diff(before.body_en, after.body_en), "en"
