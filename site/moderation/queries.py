"""The queue: what waits for a moderator, the nearest deadline first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from contributions import kinds
from contributions.models import Comment, Contribution, Kind, Moderation
from contributions.why import Why
from deadlines.models import Deadline
from moderation.models import Appeal

if TYPE_CHECKING:
    from contributions.kinds import Subject
    from moderation.models import Verdict

PAGE_SIZE = 20
VIEWS = {
    "waiting": [Moderation.SUBMITTED],
    "held": [Moderation.HELD],
    "removed": [Moderation.REMOVED],
    "published": [Moderation.PUBLISHED],
    "merged": [Moderation.MERGED],
    "lapsed": [Moderation.LAPSED],
}


def why(contribution: Contribution) -> Why | None:
    """The verdict that stands: what keeps it from the public now."""
    verdicts = contribution.verdicts.filter(point=contribution.cited_point_id)
    verdict = verdicts.select_related("reason", "point__version__policy__page").order_by("-pk").first()
    if verdict is None or verdict.point is None:
        return None
    return Why(
        reason=verdict.reason.label if verdict.reason else "",
        message=verdict.message,
        point=verdict.point,
        appeal_path=reverse("appeals:appeal", args=[contribution.reference]),
    )


def answered_by(contribution: Contribution) -> Comment | None:
    """What a reply answers, whatever became of it since."""
    if contribution.kind != Kind.COMMENT or contribution.comment.level == 0:
        return None
    return Comment.thread.for_list().filter(pk=contribution.comment.parent_id).first()


@dataclass
class QueueItem:
    contribution: Contribution
    deadline: Deadline | None
    subject: Subject | None


def queue(view: str, kind: str = "") -> QuerySet[Contribution]:
    """Oldest first: every deadline is the same span after submission, so age orders them."""
    waiting = Contribution.objects.filter(moderation__in=VIEWS.get(view, VIEWS["waiting"]))
    if kind in Kind.values:
        waiting = waiting.filter(kind=kind)
    newest_first = view == "published"
    return waiting.for_list().order_by("-submitted_at" if newest_first else "submitted_at", "pk")


def counts() -> dict[str, int]:
    """How much stands in each view of the queue, and how many appeals wait."""
    found = {name: Contribution.objects.filter(moderation__in=states).count() for name, states in VIEWS.items()}
    return found | {"appeals": Appeal.objects.open().count()}


def open_appeals() -> QuerySet[Appeal]:
    """The oldest first: all have the same span."""
    return _with_what_they_are_about(Appeal.objects.open())


def appeal_against(verdict: Verdict | None) -> Appeal | None:
    return _with_what_they_are_about(Appeal.objects.filter(verdict=verdict)).first() if verdict else None


def latest_appeal(reference: str | None) -> Appeal | None:
    return _with_what_they_are_about(Appeal.objects.filter(contribution__reference=reference)).last()


def _with_what_they_are_about(appeals: QuerySet[Appeal]) -> QuerySet[Appeal]:
    contributions = Prefetch("contribution", Contribution.objects.for_list())
    return appeals.select_related(
        "verdict__step__by", "verdict__reason", "verdict__point__version__policy__page", "ruling__step"
    ).prefetch_related(contributions)


def page_of_appeals(number: str | None) -> Page:
    """One page of the open appeals as `QueueItem`s, with what is owed on each."""
    page = Paginator(open_appeals(), PAGE_SIZE).get_page(number)
    page.object_list = items([appeal.contribution for appeal in page], promise="appeal")  # type: ignore[assignment]
    return page


def page_of(contributions: QuerySet[Contribution], number: str | None) -> Page:
    """One page of the queue as `QueueItem`s: deadlines and subjects come in one query a kind."""
    page = Paginator(contributions, PAGE_SIZE).get_page(number)
    page.object_list = items(list(page.object_list))  # type: ignore[assignment]
    return page


def items(contributions: list[Contribution], *, promise: str = "moderation") -> list[QueueItem]:
    deadlines = {
        deadline.subject_id: deadline
        for deadline in Deadline.objects.filter(
            kind=promise,
            subject_type=Contribution._meta.label_lower,
            subject_id__in=[contribution.pk for contribution in contributions],
        )
    }
    discussions = [each.comment.discussion for each in contributions if each.kind == Kind.COMMENT]
    subjects = kinds.subjects_of(discussions)
    return [
        QueueItem(
            contribution=each,
            deadline=deadlines.get(each.pk),
            subject=subjects.get(each.comment.discussion_id) if each.kind == Kind.COMMENT else None,
        )
        for each in contributions
    ]
