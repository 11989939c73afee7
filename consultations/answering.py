"""What people said to a consultation, and how much of it waits for an answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from config.prepared import prepared
from consultations.models.draft import ClauseVersion
from contributions import kinds
from contributions.models import Comment, Contribution, Decision, Kind
from contributions.querysets import UNDECIDED

if TYPE_CHECKING:
    from consultations.models import Consultation
    from contributions.querysets import ContributionQuerySet

CLAUSE = "comment__discussion__clause_key"
# The lists of the officers' desk: what waits, in which state, and then what is decided.
WAITING = {"waiting": Decision.NONE, "under_study": Decision.UNDER_STUDY, "referred": Decision.REFERRED}
SHOWN = (*WAITING, "answered")


@dataclass(frozen=True)
class DeskRow:
    """A contribution on the desk, with the clause that it speaks of and where it is answered."""

    contribution: Contribution
    clause: ClauseVersion | None
    path: str
    co_parties: Sequence[Any] = ()


def said_to(consultation: Consultation) -> ContributionQuerySet:
    """Every published comment on a clause, and every suggestion that answers the consultation; the ministry's own
    words are answers, not questions."""
    return _sent_to(consultation.pk, _about(consultation)).published()


def _about(consultation: Consultation) -> str:
    """A suggestion's room is to the right of this one; what it answers stands on its contribution too."""
    return f"consultation:{consultation.slug}"[:120]


def _sent_to(consultation: int, about: str) -> ContributionQuerySet:
    on_clauses = Q(pk__in=_comments_on(consultation))
    as_suggestions = Q(kind=Kind.SUGGESTION, about=about)
    return Contribution.objects.filter(on_clauses | as_suggestions).exclude(party_kind="official")


def _comments_on(consultation: int) -> QuerySet[Any]:
    """Looked up once: joined to each contribution they would be looked for beside each."""
    on_clauses = Comment.thread.filter(discussion__clause_key__draft__consultation=consultation)
    return on_clauses.order_by().values("contribution")


def unanswered_count(consultation: Consultation) -> int:
    return said_to(consultation).undecided().count()


def unmoderated_count(consultation: Consultation) -> int:
    """What nobody has read yet: it may still have to be published, and answered."""
    return _sent_to(consultation.pk, _about(consultation)).awaiting_moderation().count()


def unanswered_counts(consultations: Sequence[Consultation]) -> dict[int, int]:
    """{consultation pk: how many wait}; two queries whatever their number."""
    found = counted_by_decision(consultations, Contribution.objects.unanswered())
    return {pk: sum(counts.values()) for pk, counts in found.items()}


def counted_by_decision(
    consultations: Sequence[Consultation], contributions: ContributionQuerySet
) -> dict[int, Counter[str]]:
    """{consultation pk: {decision: how many of these that were sent to it have that one}}; two queries whatever their
    number."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    said = contributions.exclude(party_kind="official").order_by()
    by_clause = f"{CLAUSE}__draft__consultation"
    comments = said.filter(**{f"{by_clause}__in": consultations})
    for pk, decision, count in comments.values_list(by_clause, "decision").annotate(Count("pk")):
        found[pk][decision] += count
    by_about = {_about(each): each.pk for each in consultations}
    suggestions = said.filter(kind=Kind.SUGGESTION, about__in=by_about)
    for about, decision, count in suggestions.values_list("about", "decision").annotate(Count("pk")):
        found[by_about[about]][decision] += count
    return found


def desk(consultation: Consultation, *, show: str, clause: str = "") -> ContributionQuerySet:
    """What the officers' list shows: the longest waiting first; what is answered, the newest first."""
    said = said_to(consultation).for_list().select_related("comment__discussion__clause_key")
    if clause:
        said = said.filter(**{f"{CLAUSE}__key": clause})
    if show == "answered":
        return said.exclude(decision__in=UNDECIDED).order_by("-published_at", "-pk")
    return said.filter(decision=WAITING[show]).order_by("published_at", "pk")


def desk_counts(consultation: Consultation) -> dict[str, int]:
    counts = decision_counts(consultation)
    waiting = {show: counts.pop(state, 0) for show, state in WAITING.items()}
    return waiting | {"answered": sum(counts.values())}


def decision_counts(consultation: Consultation) -> dict[str, int]:
    """{decision: how much of what was said to it has that one}, for the desk and for every page about the outcome."""
    return dict(_counted(consultation.pk, _about(consultation)))


@prepared
def _counted(consultation: int, about: str) -> QuerySet[Any]:
    published = _sent_to(consultation, about).published().order_by()
    return published.values_list("decision").annotate(Count("pk"))


def rows(
    consultation: Consultation, contributions: Sequence[Contribution], clauses: dict[int, ClauseVersion]
) -> list[DeskRow]:
    signed = kinds.co_parties_of_each(contributions)
    return [
        DeskRow(each, clauses.get(_clause_key(each)), answering_path(consultation, each), signed.get(each.pk, ()))
        for each in contributions
    ]


def answering_path(consultation: Consultation, contribution: Contribution) -> str:
    """Where it is answered: here, or at the desk of its own kind."""
    elsewhere = kinds.desk_path_of(contribution)
    return elsewhere or reverse("consultations:answer", args=[consultation.slug, contribution.reference])


def newest_clauses(consultation: Consultation) -> dict[int, ClauseVersion]:
    """{clause key pk: the clause as it last read}, in reading order; what a later version dropped comes last."""
    versions = ClauseVersion.objects.filter(version__draft__consultation=consultation).select_related(
        "version", "clause_key"
    )
    found = {clause.clause_key_id: clause for clause in versions.order_by("version__number")}
    in_order = sorted(found.values(), key=lambda clause: (-clause.version.number, clause.position))
    return {clause.clause_key_id: clause for clause in in_order}


def clause_of(consultation: Consultation, contribution: Contribution) -> ClauseVersion | None:
    return newest_clauses(consultation).get(_clause_key(contribution))


def _clause_key(contribution: Contribution) -> int:
    """`said_to` lists come with the clause of each comment."""
    if contribution.kind != Kind.COMMENT:
        return 0
    return contribution.comment.discussion.clause_key.pk
