"""What the public pages show, in a number of queries that grows neither with the clauses nor with the comments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404

from consultations.models.consultation import Consultation
from consultations.phases import phases_of
from contributions.queries import Tally, Thread, tallies, thread_page, threads
from contributions.rows import CommentRow, rows_of
from policies.comparing import changes_between

if TYPE_CHECKING:
    from consultations.models.draft import ClauseVersion, DraftVersion

CLOSED_SHOWN = 20


@dataclass(frozen=True)
class ClauseRow:
    """A clause with its margin: how many spoke and how they stand, and the newest threads."""

    clause: ClauseVersion
    discussion_id: int
    tally: Tally
    comments: list[CommentRow]
    more_count: int

    @property
    def can_be_discussed(self) -> bool:
        return not self.clause.is_chapter


def listing(page: str | None) -> dict[str, Any]:
    """The list of consultations. What is open comes by what closes first."""
    consultations = Consultation.objects.public().for_list()
    over = consultations.over().order_by("-closes_at", "-pk")
    return {
        "upcoming": consultations.upcoming().order_by("opens_at"),
        "open": consultations.open().order_by("closes_at"),
        "closed": Paginator(over, CLOSED_SHOWN).get_page(page),
    }


def whole_consultation(consultation: Consultation) -> dict[str, Any]:
    """The consultation page: the newest version, clause by clause, each with its margin."""
    versions = list(consultation.draft.versions.newest_first())
    version = versions[0]
    clauses = clauses_of(version)
    extensions = list(consultation.extensions.all())
    return {
        "consultation": consultation,
        "version": version,
        "versions": versions,
        "rows": _with_margins(clauses, is_open=takes_part(consultation)),
        "is_open": takes_part(consultation),
        "phases": phases_of(consultation, extensions),
        "extensions": extensions,
        "conclusion": getattr(consultation, "conclusion", None),
    }


def takes_part(consultation: Consultation) -> bool:
    """Whether anybody can take part at this second: it is open, and its page is not withdrawn."""
    return consultation.is_open and consultation.page.live


def clauses_of(version: DraftVersion) -> list[ClauseVersion]:
    return list(version.clauses.select_related("clause_key__discussion"))


def _with_margins(clauses: list[ClauseVersion], *, is_open: bool) -> list[ClauseRow]:
    discussions = [clause.clause_key.discussion for clause in clauses]
    counted, spoken = tallies(discussions), threads(discussions)
    return [
        ClauseRow(
            clause=clause,
            discussion_id=clause.clause_key.discussion_id,
            tally=counted[clause.clause_key.discussion_id],
            comments=rows_of(spoken[clause.clause_key.discussion_id], is_open=is_open),
            more_count=_not_shown(counted[clause.clause_key.discussion_id], spoken[clause.clause_key.discussion_id]),
        )
        for clause in clauses
    ]


def _not_shown(tally: Tally, shown: Iterable[Thread]) -> int:
    comments = [comment for thread in shown for comment in (thread.root, *thread.replies)]
    return max(0, tally.total - sum(comment.contribution.is_public for comment in comments))


def whole_clause(consultation: Consultation, key: str, page: str | None) -> dict[str, Any]:
    """One clause as it last read, with everything that was said about it, paged by thread."""
    versions = consultation.draft.versions.newest_first()
    kept = get_object_or_404(consultation.draft.clause_keys.select_related("discussion"), key=key)
    history = list(kept.versions.select_related("version").order_by("version__number"))
    clause = history[-1]
    is_removed = versions[0].pk != clause.version_id
    is_open = takes_part(consultation) and not is_removed
    threads_page = thread_page(kept.discussion, page)
    return {
        "consultation": consultation,
        "version": clause.version,
        "clause": clause,
        "is_removed": is_removed,
        "discussion_id": kept.discussion_id,
        "tally": tallies([kept.discussion])[kept.discussion_id],
        "threads_page": threads_page,
        "comments": rows_of(threads_page.object_list, is_open=is_open),
        "is_open": is_open,
        "history": history,
    }


def whole_version(consultation: Consultation, number: int) -> dict[str, Any]:
    """A frozen version by itself, and what it changed of the one before."""
    versions = list(consultation.draft.versions.newest_first())
    shown = next((version for version in versions if version.number == number), None)
    if shown is None:
        raise Http404
    clauses = list(shown.clauses.all())
    earlier = next((version for version in versions if version.number == number - 1), None)
    return {
        "consultation": consultation,
        "version": shown,
        "versions": versions,
        "clauses": clauses,
        "is_newest": shown == versions[0],
        "changes": changes_between(list(earlier.clauses.all()), clauses) if earlier else [],
    }
