"""A thread as the components show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.urls import reverse

from contributions import kinds, tombstones
from contributions.changing import change_path
from contributions.models import Comment, Confirmation, Contribution, Disposition, Kind, Moderation
from contributions.own_comment import OwnComment
from contributions.permissions import is_author
from contributions.queries import Thread, asked_to_change
from contributions.withdrawal import withdraw_path

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from contributions.kinds import Subject

    Reader = User | AnonymousUser | None


@dataclass
class CommentRow:
    """What `components/comment.html` takes."""

    anchor: str
    level: int
    contribution: Contribution
    body: str
    stance: str
    is_official: bool
    tombstone: str
    reply_path: str
    # The point of the policy that the tombstone cites, as it stood then; without the language.
    tombstone_path: str = ""
    # Where a tombstone's receipt is, and since when it stands.
    receipt_path: str = ""
    # Its permanent address; empty: its anchor on the page it stands on.
    path: str = ""
    # Where others report it to the moderators.
    report_path: str = ""
    # Where its own author changes it, or takes it back.
    change_path: str = ""
    withdraw_path: str = ""
    # What the ministry decided and said to it.
    answer: Disposition | None = None
    # The reader's own reply to it, while they write it.
    own: OwnComment | None = None

    @property
    def is_plain(self) -> bool:
        """Words under a name and no more: `article` may have written the same before."""
        return self.answer is None and self.own is None


@dataclass
class OwnRow:
    """What somebody's list of their own contributions shows of each."""

    contribution: Contribution
    # What it speaks of, as the public knows it now.
    subject: Subject | None
    change_path: str
    withdraw_path: str
    # What a guardian was asked about it, while it waits for them.
    asked: Confirmation | None = None
    # It is held back until its author has changed it.
    is_change_asked: bool = False


def own_rows(contributions: Sequence[Contribution], user: User | AnonymousUser) -> list[OwnRow]:
    """As `for_list` loads them; one query a kind of discussion, and one where something is held back."""
    discussions = [each.comment.discussion for each in contributions if each.kind == Kind.COMMENT]
    subjects = {pk: subject for pk, subject in kinds.subjects_of(discussions).items() if subject.is_public}
    prefetch_related_objects([each for each in contributions if not each.is_confirmed], "confirmation")
    to_change = asked_to_change(contributions)
    return [
        OwnRow(
            contribution=each,
            subject=subjects.get(each.comment.discussion_id) if each.kind == Kind.COMMENT else None,
            change_path=change_path(user, each),
            withdraw_path=withdraw_path(user, each),
            asked=each.confirmation if each.moderation == Moderation.UNCONFIRMED else None,
            is_change_asked=each.pk in to_change,
        )
        for each in contributions
    ]


def rows_of(threads: Iterable[Thread], *, is_open: bool, reader: Reader = None) -> list[CommentRow]:
    """The comments of these threads in reading order; no query. `reader` is offered to withdraw their own."""
    form_of = cache(lambda discussion: reverse("contributions:comment", args=[discussion]))
    reports = reverse("reports:report", args=["-"]).removesuffix("-/")
    places = reverse("contributions:contribution", args=["-"]).removesuffix("-/")
    return [
        _row_of(comment, form_of(comment.discussion_id), reports, places, is_open=is_open, reader=reader)
        for thread in threads
        for comment in (thread.root, *thread.replies)
    ]


def _row_of(
    comment: Comment, form: str, reports: str, places: str, *, is_open: bool, reader: Reader = None
) -> CommentRow:
    contribution = comment.contribution
    public = contribution.is_public
    reply = f"{form}?parent={contribution.reference}"
    return CommentRow(
        anchor=f"c-{contribution.reference}",
        level=comment.level,
        contribution=contribution,
        body=comment.words if public else "",
        stance=comment.stance,
        is_official=contribution.is_official,
        tombstone="" if public else tombstones.sentence(contribution),
        tombstone_path="" if public else tombstones.cited_path(contribution),
        receipt_path="" if public else f"{places}{contribution.reference}/",
        reply_path=reply if public and is_open else "",
        answer=contribution.newest_answer if public else None,
        report_path=f"{reports}{contribution.reference}/" if public and _is_of_others(contribution, reader) else "",
        change_path=change_path(reader, contribution) if reader and is_open else "",
        withdraw_path=withdraw_path(reader, contribution) if reader else "",
    )


def _is_of_others(contribution: Contribution, reader: Reader) -> bool:
    """The ministry's own words are answered, not reported."""
    return not contribution.is_official and not (reader and is_author(reader, contribution))
