"""Comments in threads, with django-comments-xtd's columns as its own `save` would leave them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django_comments.models import Comment as StockComment

from accounts.models import Representation, User
from contributions import kinds
from contributions.actions import recount
from contributions.models import Comment, Contribution, Discussion
from tools.bench.data.bulk import BATCH, Words, publish, submit
from tools.bench.data.words import sentences

# Of five comments in a row three begin a thread, and two reply to the first of them.
PATTERN = (None, None, None, 3, 4)
STANCES = ("for", "against", "neutral", "", "")


@dataclass(frozen=True)
class Placed:
    pk: int
    thread: int
    parent: int
    level: int
    order: int
    nested: int


def discuss(
    discussions: Sequence[Discussion],
    count: int,
    voices: Sequence[Representation],
    *,
    by: User | None,
    days_ago: int = 12,
) -> None:
    """So many comments, spread over the discussions; published by a moderator, or waiting where there is none."""
    subjects = kinds.subjects_of(discussions)
    turns = [discussions[number * len(discussions) // count] for number in range(count)]
    said = [
        Words(
            "comment",
            sentences(number),
            about=subjects[each.pk].about,
            about_hash=subjects[each.pk].about_hash,
            stance=STANCES[number % 5] if _root_of(number, turns) == number else "",
        )
        for number, each in enumerate(turns)
    ]
    made = submit(said, voices, days_ago=days_ago)
    if by is not None:
        publish(made, by=by)
    _place(made, turns, said)
    for each in discussions:
        recount(each.pk)


def _place(made: Sequence[Contribution], turns: Sequence[Discussion], said: Sequence[Words]) -> None:
    kind = ContentType.objects.get_for_model(Discussion)
    stock = StockComment._base_manager.bulk_create(
        [
            StockComment(content_type=kind, object_pk=str(turn.pk), site_id=settings.SITE_ID,
                         submit_date=each.submitted_at, is_public=each.is_public)
            for each, turn in zip(made, turns, strict=True)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    placed = _places([each.pk for each in stock], turns)
    with connection.cursor() as cursor:
        cursor.executemany(
            'INSERT INTO django_comments_xtd_xtdcomment (comment_ptr_id, thread_id, parent_id, level, "order", '
            "nested_count, followup) VALUES (%s, %s, %s, %s, %s, %s, false)",
            [(each.pk, each.thread, each.parent, each.level, each.order, each.nested) for each in placed],
        )
        cursor.executemany(
            f"INSERT INTO {Comment._meta.db_table} (xtdcomment_ptr_id, contribution_id, discussion_id, "  # noqa: S608
            "stance, is_root) VALUES (%s, %s, %s, %s, %s)",
            [(place.pk, each.pk, turn.pk, words.stance, place.level == 0)
             for place, each, turn, words in zip(placed, made, turns, said, strict=True)],
        )  # fmt: skip


def _places(pks: Sequence[int], turns: Sequence[Discussion]) -> list[Placed]:
    """A reply stands under the first comment of its five, where that is in the same discussion."""
    roots = [_root_of(number, turns) for number in range(len(pks))]
    replies: dict[int, list[int]] = defaultdict(list)
    for number, root in enumerate(roots):
        if root != number:
            replies[root].append(number)
    return [
        Placed(pk, pks[root], pks[root], 0, 1, len(replies[number]))
        if root == number
        else Placed(pk, pks[root], pks[root], 1, 2 + replies[root].index(number), 0)
        for number, (pk, root) in enumerate(zip(pks, roots, strict=True))
    ]


def _root_of(number: int, turns: Sequence[Discussion]) -> int:
    back = PATTERN[number % len(PATTERN)]
    return number if back is None or turns[number - back] is not turns[number] else number - back
