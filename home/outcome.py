"""The last published outcome: its figures, and one clause as it read before and reads now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from config.prepared import prepared
from consultations.answering import CLAUSE
from consultations.matrix import Decided, decided
from consultations.models import ClauseVersion, Conclusion, Consultation
from contributions.models import Contribution, Decision, TextVersion
from contributions.querysets import UNDECIDED
from policies.comparing import Segment, word_diff
from policies.wording import Wording, reads_arabic, wording

# These changed the text; a suggestion's is carried out besides.
TAKEN_UP = (Decision.ADOPTED, Decision.ADAPTED, Decision.IN_IMPLEMENTATION, Decision.IMPLEMENTED)


@dataclass(frozen=True)
class Outcome:
    consultation: Consultation
    conclusion: Conclusion
    # Everything that was said to it, by what was decided.
    decided: list[Decided]
    clause: ClauseVersion | None = None
    words: list[Segment] = field(default_factory=list)
    words_language: str = "ar"
    voice: Contribution | None = None

    @property
    def title(self) -> Wording:
        return wording(self.consultation.page.title, self.consultation.page.title_en)

    @property
    def total(self) -> int:
        return sum(one.count for one in self.decided)

    @property
    def answered(self) -> int:
        return sum(one.count for one in self.decided if one.code not in UNDECIDED)

    @property
    def taken_up(self) -> int:
        return sum(one.count for one in self.decided if one.code in TAKEN_UP)


def latest_outcome() -> Outcome | None:
    """In three or four queries."""
    conclusion = next(iter(_last_conclusion()), None)
    if conclusion is None:
        return None
    consultation = conclusion.consultation
    outcome = Outcome(consultation, conclusion, decided(consultation))
    before, after = _changed_clause(consultation)
    return replace(outcome, clause=after, voice=_voice(after), **_words(before, after)) if before and after else outcome


@prepared
def _last_conclusion() -> QuerySet[Conclusion]:
    found = Conclusion.objects.filter(consultation__stage="outcome_published", consultation__page__live=True)
    return found.select_related("consultation__page").order_by("-made_at")[:1]


def _changed_clause(consultation: Consultation) -> tuple[ClauseVersion | None, ClauseVersion | None]:
    """Of the clauses that the last version changed, the shortest to read: both wordings, in one query."""
    rows = _wordings(consultation.pk)
    newest = rows[-1].version.number if rows else 0
    before = {row.clause_key_id: row for row in rows if row.version.number == newest - 1}
    changed = [row for row in rows if row.version.number == row.changed_in == newest and row.clause_key_id in before]
    after = min(changed, key=lambda row: len(row.body_ar), default=None)
    return (before[after.clause_key_id], after) if after else (None, None)


@prepared
def _wordings(consultation: int) -> QuerySet[ClauseVersion]:
    clauses = ClauseVersion.objects.filter(version__draft__consultation=consultation).exclude(body_ar="")
    return clauses.select_related("version").order_by("version__number")


def _words(before: ClauseVersion, after: ClauseVersion) -> dict[str, Any]:
    if reads_arabic() or not (before.body_en and after.body_en):
        return {"words": word_diff(before.body_ar, after.body_ar), "words_language": "ar"}
    return {"words": word_diff(before.body_en, after.body_en), "words_language": "en"}


def _voice(clause: ClauseVersion) -> Contribution | None:
    """Somebody whose words changed it, with the words."""
    return next(iter(_taken_up(clause.clause_key_id)), None)


@prepared
def _taken_up(clause_key: int) -> QuerySet[Contribution]:
    taken = Contribution.objects.published().filter(decision__in=TAKEN_UP, **{CLAUSE: clause_key})
    newest = TextVersion.objects.filter(contribution=OuterRef("pk")).order_by("-number")
    return taken.annotate(words=Subquery(newest.values("body")[:1])).order_by("submitted_at")[:1]
