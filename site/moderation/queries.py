"""The queue: what waits for a moderator, the nearest deadline first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from contributions import kinds
from contributions.models import Contribution, Kind, Moderation
from deadlines.models import Deadline

if TYPE_CHECKING:
    from contributions.kinds import Subject

PAGE_SIZE = 20
VIEWS = {
    "waiting": [Moderation.SUBMITTED],
    "held": [Moderation.HELD],
    "removed": [Moderation.REMOVED],
    "published": [Moderation.PUBLISHED],
    "merged": [Moderation.MERGED],
    "lapsed": [Moderation.LAPSED],
}


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
    """How much stands in each view of the queue."""
    return {name: Contribution.objects.filter(moderation__in=states).count() for name, states in VIEWS.items()}


def page_of(contributions: QuerySet[Contribution], number: str | None) -> Page:
    """One page of the queue as `QueueItem`s: deadlines and subjects come in one query a kind."""
    page = Paginator(contributions, PAGE_SIZE).get_page(number)
    page.object_list = items(list(page.object_list))  # type: ignore[assignment]
    return page


def items(contributions: list[Contribution]) -> list[QueueItem]:
    deadlines = {
        deadline.subject_id: deadline
        for deadline in Deadline.objects.filter(
            kind="moderation",
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
