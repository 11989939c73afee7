"""What the public pages show, in a number of queries that grows neither with the clauses nor with the comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from config.prepared import prepared
from consultations.kept_html import written
from consultations.margin import Asked, Reader, margins, not_found
from consultations.matrix import decided
from consultations.models.consultation import Consultation, Phase
from consultations.models.draft import DraftVersion
from consultations.phases import minute, phases_of
from contributions.queries import tally_of, thread_page
from contributions.rows import rows_of
from policies.comparing import changes_between

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from accounts.models import User

CLOSED_SHOWN = 20


def listing(page: str | None) -> dict[str, Any]:
    """The list of consultations. What is open comes by what closes first."""
    consultations = Consultation.objects.public().for_list()
    over = consultations.over().order_by("-closes_at", "-pk")
    return {
        "upcoming": consultations.upcoming().order_by("opens_at"),
        "open": consultations.open().order_by("closes_at"),
        "closed": Paginator(over, CLOSED_SHOWN).get_page(page),
    }


def consultation_at(slug: str) -> Consultation:
    found = _consultations_at(slug)
    if not found:
        raise Http404
    return found[0]


@prepared
def _consultations_at(slug: str) -> QuerySet[Consultation]:
    return Consultation.objects.for_page().filter(slug=slug)


@prepared
def _versions_of(draft: int) -> QuerySet[DraftVersion]:
    """The newest first."""
    return DraftVersion.objects.filter(draft=draft).newest_first()


def whole_consultation(consultation: Consultation, request: HttpRequest) -> dict[str, Any]:
    """The consultation page: the newest version, clause by clause, each with its margin."""
    versions = _versions_of(consultation.draft.pk)
    version = versions[0]
    asked = Asked.of(request.GET)
    # `for_page` knows whether there are any: most consultations have none.
    extensions = list(consultation.extensions.all()) if getattr(consultation, "has_extensions", True) else []
    reader = Reader(request.user, request.path, closed=why_closed(consultation))
    clauses = written(version, path=request.path, is_open=takes_part(consultation))
    rows = margins(clauses, asked=asked, reader=reader)
    open_at = next((place for place, row in enumerate(rows) if row.is_open), len(rows))
    spoken_of = [row for row in rows if not row.clause.is_chapter]
    return {
        "consultation": consultation,
        "version": version,
        "versions": versions,
        "rows": rows,
        "not_found": not_found(rows, asked),
        "before": rows[:open_at],
        "open_row": rows[open_at] if open_at < len(rows) else None,
        "after": rows[open_at + 1 :],
        "open_place": next((place for place, row in enumerate(spoken_of, 1) if row.is_open), 0),
        "clause_count": len(spoken_of),
        "is_open": takes_part(consultation),
        "phases": phases_of(consultation, extensions),
        "extensions": extensions,
        "conclusion": getattr(consultation, "conclusion", None),
        "decided": decided(consultation) if consultation.phase == Phase.OUTCOME_PUBLISHED else [],
    }


def takes_part(consultation: Consultation) -> bool:
    """Whether anybody can take part at this second: it is open, and its page is not withdrawn."""
    return consultation.is_open and consultation.page.live


def why_closed(consultation: Consultation) -> str:
    """Why nobody can take part at this second, and since when or until when; empty while it is open."""
    if takes_part(consultation):
        return ""
    if consultation.is_upcoming:
        return _("Comments open on %(when)s.") % {"when": minute(consultation.opens_at)}
    if not consultation.is_over:
        return _("This consultation was withdrawn; it takes no more comments.")
    if consultation.phase == Phase.CANCELLED:
        return _("This consultation was cancelled; it takes no more comments.")
    return _("Comments closed on %(when)s. What was said stays here, and every contribution is answered.") % {
        "when": minute(consultation.closes_at)
    }


def whole_clause(
    consultation: Consultation, key: str, page: str | None, reader: User | AnonymousUser
) -> dict[str, Any]:
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
        "tally": tally_of(kept.discussion),
        "threads_page": threads_page,
        "comments": rows_of(threads_page.object_list, is_open=is_open, reader=reader),
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
