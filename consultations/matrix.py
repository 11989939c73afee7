"""You said, we did: clause by clause, what was said, what was decided and why, and how the clause changed after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.http import Http404

from consultations.answering import decision_counts, newest_clauses
from consultations.models.consultation import Stage
from consultations.models.draft import ClauseVersion
from consultations.narrowing import OutcomeForm, Said, all_said
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


@dataclass(frozen=True)
class Figures:
    """The outcome in three numbers, whichever page of it is read."""

    said: int
    answered: int
    # Of how many clauses, and how many of them read otherwise since the public has spoken.
    clauses: int
    changed: int


@dataclass
class MatrixRow:
    """What was said about one clause. No clause: suggestions about the whole."""

    clause: ClauseVersion | None
    said: list[Contribution] = field(default_factory=list)
    # On all pages together.
    count: int = 0
    is_removed: bool = False
    # As it changed after the public had spoken; empty where it did not.
    words: list[Segment] = field(default_factory=list)
    words_language: str = "ar"


def whole_outcome(consultation: Consultation, asked: Mapping[str, str]) -> dict[str, Any]:
    """404 while the outcome is not there; a fixed number of queries a page. `asked`: as `OutcomeForm` reads it, and
    which page."""
    refuse_without_outcome(consultation)
    versions = list(consultation.draft.versions.newest_first())
    newest, consulted = newest_clauses(consultation), _as_consulted(consultation, versions)
    form = OutcomeForm(asked, said=all_said(consultation), clauses=newest)
    page, counts = _page(form.narrowed(), newest, asked.get("page"))
    decisions = decided(consultation)
    return {
        "form": form,
        "consultation": consultation,
        "conclusion": consultation.conclusion,
        "version": versions[0],
        "rows": _rows(page.object_list, counts, newest=newest, consulted=consulted, version=versions[0]),
        "matrix_page": page,
        "decided": decisions,
        "figures": _figures(decisions, newest=newest, consulted=consulted, version=versions[0]),
    }


def refuse_without_outcome(consultation: Consultation) -> None:
    if consultation.stage != Stage.OUTCOME_PUBLISHED:
        raise Http404


def decided(consultation: Consultation) -> list[Decided]:
    """What was decided how often: the figures of an outcome, wherever it is told. One query."""
    return decided_of(decision_counts(consultation))


def decided_of(counts: Mapping[str, int]) -> list[Decided]:
    return [Decided(code, str(code.label), counts[code]) for code in Decision if counts.get(code)]


def _figures(decisions: list[Decided], *, newest: Clauses, consulted: Clauses, version: DraftVersion) -> Figures:
    standing = [clause for clause in newest.values() if clause.version_id == version.pk and clause.is_numbered]
    changed = [clause for clause in standing if _has_changed(clause, consulted.get(clause.clause_key_id))]
    answered = [each.count for each in decisions if each.code != Decision.NONE]
    return Figures(sum(each.count for each in decisions), sum(answered), len(standing), len(changed))


def _has_changed(clause: ClauseVersion, before: ClauseVersion | None) -> bool:
    """Judged by the Arabic; a clause that came after the public had spoken is a change too."""
    return before is None or (clause.heading_ar, clause.body_ar) != (before.heading_ar, before.body_ar)


def _page(said: Sequence[Said], newest: Clauses, number: str | None) -> tuple[Page, Counter[int]]:
    """In the order of the clauses as they read now, the earliest first within one; and how much was said about each."""
    page: Page[Any] = Paginator([each.pk for each in in_reading_order(said, newest)], PER_PAGE).get_page(number)
    page.object_list = whole(list(page.object_list))
    return page, Counter(each.clause or 0 for each in said)


def in_reading_order(said: Sequence[Said], clauses: Clauses) -> list[Said]:
    place = {key: at for at, key in enumerate(clauses)}
    return sorted(said, key=lambda each: place.get(each.clause or 0, len(place)))


def whole(pks: Sequence[int]) -> list[Contribution]:
    """Each with its words, clause and answers; a fixed number of queries."""
    found = Contribution.objects.for_list().select_related("comment__discussion__clause_key").in_bulk(pks)
    contributions = [found[pk] for pk in pks if pk in found]
    load_answers(contributions)
    return contributions


def _rows(
    said: Iterable[Contribution],
    counts: Mapping[int, int],
    *,
    newest: Clauses,
    consulted: Clauses,
    version: DraftVersion,
) -> list[MatrixRow]:
    rows = []
    for key, group in groupby(said, key=_clause_key):
        clause = newest.get(key)
        is_removed = bool(clause and clause.version_id != version.pk)
        row = MatrixRow(clause, list(group), counts[key], is_removed)
        before = consulted.get(key)
        if clause and before and _has_changed(clause, before):
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
