"""What pages show of discussions, in a number of queries that does not grow with the comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import (
    Count,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Window,
    prefetch_related_objects,
)
from django.db.models.functions import RowNumber

from config.prepared import prepared
from contributions.models import Comment, Contribution, Decision, Discussion, Moderation, TextVersion
from contributions.models.contribution import GONE
from contributions.steps import ASKED
from policies.models import Point
from workflow.models import Step

THREADS_SHOWN = 20
REPLIES_SHOWN = 10
NEED_NO_RANKING = 50

# Shown in its place: published, or once published and now a tombstone.
_VISIBLE = Q(contribution__moderation="published") | Q(
    contribution__moderation__in=GONE, contribution__published_at__isnull=False
)


class Tally(NamedTuple):
    """How many published comments a discussion holds, and how they stand."""

    total: int = 0
    in_favour: int = 0
    neutral: int = 0
    against: int = 0


@dataclass
class Thread:
    """A comment and the replies shown under it, in reading order."""

    root: Comment
    replies: list[Comment] = field(default_factory=list)
    hidden_replies: int = 0


class Quotation(NamedTuple):
    """What stands in a margin that is folded: the newest words of somebody who began a thread."""

    body: str
    name: str
    language: str


class Margin(NamedTuple):
    """What stands beside a text of what was said about it."""

    tally: Tally
    quotation: Quotation | None


def margins(discussions: Iterable[int]) -> dict[int, Margin]:
    """One query: {discussion: its margin}. It reads a row of each, however much was said."""
    return {
        discussion: Margin(Tally(*counts), Quotation(body, name, language) if state == Moderation.PUBLISHED else None)
        for discussion, *counts, state, name, language, body in _margins(list(discussions))
    }


@prepared
def _margins(discussions: Sequence[int]) -> QuerySet[Any]:
    texts = TextVersion.objects.filter(contribution=OuterRef("newest")).order_by("-number")
    rows = Discussion.objects.filter(pk__in=discussions).order_by().annotate(body=Subquery(texts.values("body")[:1]))
    said = ("newest__moderation", "newest__name", "newest__language", "body")
    return rows.values_list("pk", "comment_count", "in_favour", "neutral", "against", *said)


def tally_of(discussion: Discussion) -> Tally:
    return Tally(discussion.comment_count, discussion.in_favour, discussion.neutral, discussion.against)


def _words() -> Subquery:
    """Over Comment: what it says now."""
    texts = TextVersion.objects.filter(contribution=OuterRef("contribution")).order_by("-number")
    return Subquery(texts.values("body")[:1])


def discussion_of(reference: str) -> int | None:
    """Where the comment of this reference stands to be seen."""
    return (
        Comment.thread.filter(_VISIBLE, contribution__reference=reference).values_list("discussion", flat=True).first()
    )


def threads(
    discussions: Sequence[Discussion],
    *,
    shown: int = THREADS_SHOWN,
    replies_shown: int | None = REPLIES_SHOWN,
    including: str = "",
) -> dict[int, list[Thread]]:
    """{discussion pk: its newest threads, at most `shown`}; two queries, however much is said.

    `including`: the reference of a comment that is shown too, in its thread, however much has been said since.
    """
    if len(discussions) == 1 and not including:  # needs no ranking: it may be the largest of all
        roots = _newest_roots(discussions[0].pk, shown=shown)
    else:
        roots = _roots(discussions, shown, including)
    by_thread = _with_replies(roots, _replies(roots, replies_shown, including), replies_shown)
    found: dict[int, list[Thread]] = {discussion.pk: [] for discussion in discussions}
    for root in roots:
        found[root.discussion_id].append(by_thread[root.thread_id])
    return found


def thread_page(discussion: Discussion, number: str | None) -> Page:
    """One page of all that was said, the newest threads first, each with all its replies: a `Page` of `Thread`s."""
    roots = Comment.thread.filter(_VISIBLE, discussion=discussion, is_root=True).lean()
    roots = roots.annotate(words=_words()).order_by("-thread_id")
    page = Paginator(roots, THREADS_SHOWN).get_page(number)
    shown = list(page.object_list)
    by_thread = _with_replies(shown, _replies(shown, None, including=""), None)
    page.object_list = [by_thread[root.thread_id] for root in shown]  # type: ignore[assignment]
    return page


def _with_replies(roots: Sequence[Comment], replies: Sequence[Comment], replies_shown: int | None) -> dict[int, Thread]:
    """{thread: its root and replies}, all with their words."""
    by_thread = {root.thread_id: Thread(root) for root in roots}
    said = [comment.contribution for comment in (*roots, *replies)]
    load_answers(said)
    _load_cited_points(said)
    for reply in replies:
        thread = by_thread[reply.thread_id]
        thread.replies.append(reply)
        if replies_shown is not None:
            thread.hidden_replies = reply.replies_in_thread - len(thread.replies)
    return by_thread


def load_answers(contributions: Iterable[Contribution]) -> None:
    """What the ministry said to each; no query where it has said nothing yet."""
    decided = [each for each in contributions if each.decision != Decision.NONE]
    prefetch_related_objects(decided, "dispositions__unit")


def _load_cited_points(contributions: Iterable[Contribution]) -> None:
    """By which point of the policy something was removed; no query where nothing was."""
    removed = [each for each in contributions if each.cited_point_id is not None]
    points = Point.objects.select_related("version__policy__page")
    prefetch_related_objects(removed, Prefetch("cited_point", points))


def _roots(discussions: Sequence[Discussion], shown: int, including: str) -> list[Comment]:
    asked_for = Comment.thread.filter(contribution__reference=including).order_by().values("thread_id")
    ranked = (
        Comment.thread.filter(_VISIBLE, discussion__in=[each.pk for each in discussions], is_root=True)
        .annotate(place=Window(RowNumber(), partition_by=F("discussion_id"), order_by=F("thread_id").desc()))
        .filter(Q(place__lte=shown) | Q(thread_id__in=asked_for))
    )
    return list(ranked.lean().annotate(words=_words()).order_by("discussion_id", "-thread_id"))


@prepared
def _newest_roots(discussion: int, *, shown: int) -> QuerySet[Comment]:
    """The few are found first, by their index: PostgreSQL otherwise joins them by walking through all comments."""
    newest = Comment.thread.filter(_VISIBLE, discussion=discussion, is_root=True).order_by("-pk")[:shown]
    return Comment.thread.filter(pk__in=newest.values("pk")).lean().annotate(words=_words()).order_by("-pk")


def _replies(roots: Sequence[Comment], shown: int | None, including: str) -> list[Comment]:
    threads = [root.thread_id for root in roots]
    if sum(root.nested_count for root in roots) <= NEED_NO_RANKING:
        return _first_of_each(_all_replies(threads), shown, including)
    replies = Comment.thread.filter(_VISIBLE, thread_id__in=threads, level__gt=0).annotate(
        place=Window(RowNumber(), partition_by=F("thread_id"), order_by=F("order").asc()),
        replies_in_thread=Window(Count("pk"), partition_by=F("thread_id")),
    )
    if shown is not None:
        replies = replies.filter(Q(place__lte=shown) | Q(contribution__reference=including))
    return list(replies.lean().annotate(words=_words()).in_order())


@prepared
def _all_replies(threads: Sequence[int]) -> QuerySet[Comment]:
    replies = Comment.thread.filter(_VISIBLE, thread_id__in=threads, level__gt=0)
    return replies.lean().annotate(words=_words()).in_order()


def _first_of_each(replies: Sequence[Comment], shown: int | None, including: str) -> list[Comment]:
    """Few enough to be counted here: the database takes longer to rank them than to tell them all."""
    by_thread: dict[int, list[Comment]] = {}
    for reply in replies:
        by_thread.setdefault(reply.thread_id, []).append(reply)
    kept = []
    for thread in by_thread.values():
        for place, reply in enumerate(thread):
            reply.replies_in_thread = len(thread)
            if shown is None or place < shown or reply.contribution.reference == including:
                kept.append(reply)
    return kept


def merged_into(contributions: Iterable[Contribution]) -> list[Contribution]:
    """What says the same and was merged into these, through every merge on the way; two queries a level."""
    found: list[Contribution] = []
    level = list(contributions)
    while level:
        behind = Contribution.objects.filter(moderation="merged", merged_into__in=level)
        level = list(behind.select_related("author").prefetch_related("texts").order_by("submitted_at", "pk"))
        found += level
    return found


def asked_to_change(contributions: Iterable[Contribution]) -> set[int]:
    """Of those that are held back, which wait for their author to change them; no query where none is held back."""
    held = [each.pk for each in contributions if each.moderation == Moderation.HELD]
    if not held:
        return set()
    steps = Step.objects.filter(subject_type=Contribution._meta.label_lower, subject_id__in=held, target="held")
    newest = dict(steps.order_by("at", "pk").values_list("subject_id", "name"))
    return {pk for pk, name in newest.items() if name == ASKED}


def has_published(user: Any) -> bool:
    """Whether a moderator has let something of theirs stand."""
    return Contribution.objects.by(user).published().exists()
