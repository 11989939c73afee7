"""What people speak about when they comment on a clause, and whether they may at this second."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from config.prepared import prepared
from consultations.models import ClauseVersion, DraftVersion
from consultations.reading import takes_part
from contributions.kinds import DiscussionKind, Subject, register_discussion
from contributions.models import Discussion


def subjects(discussions: Sequence[Discussion]) -> dict[int, Subject]:
    """Each clause as it last read. One that a later version dropped can be read, not discussed."""
    found: dict[int, Subject] = {}
    for clause in _last_read([discussion.pk for discussion in discussions]):
        found[clause.clause_key.discussion_id] = _subject(clause, is_newest=not clause.was_dropped)
    return found


@prepared
def _last_read(discussions: Sequence[int]) -> QuerySet[ClauseVersion]:
    """`was_dropped`: the draft has a later version, without it."""
    last = ClauseVersion.objects.filter(clause_key=OuterRef("clause_key")).order_by("-version__number")
    later = DraftVersion.objects.filter(draft=OuterRef("version__draft"), number__gt=OuterRef("version__number"))
    clauses = ClauseVersion.objects.filter(clause_key__discussion__in=discussions)
    return clauses.filter(pk=Subquery(last.values("pk")[:1])).annotate(was_dropped=Exists(later)).with_address()


def _subject(clause: ClauseVersion, *, is_newest: bool) -> Subject:
    consultation = clause.version.draft.consultation
    return Subject(
        title=title_of(clause),
        within=str(clause.version.title),
        consultation=consultation.slug,
        path=clause.current_path,
        text=str(clause.body),
        about=f"clause:{consultation.slug}/{clause.key}@{clause.version.number}",
        about_hash=clause.hash,
        is_open=is_newest and takes_part(consultation),
        is_public=consultation.page.live,
        closes_at=consultation.closes_at,
        publishes_first=consultation.publishes_first,
    )


def title_of(clause: ClauseVersion) -> str:
    if not clause.number:
        return str(clause.heading)
    if not clause.heading:
        return _("Clause %(number)s") % {"number": clause.number}
    return _("Clause %(number)s: %(heading)s") % {"number": clause.number, "heading": clause.heading}


PUBLIC = Q(clause_key__draft__consultation__page__live=True)

register_discussion("clause", DiscussionKind(subjects=subjects, public=PUBLIC))
