"""The margin: what is said beside each clause, one thread open at a time, and the reader's own words where they belong.

What is open is in the address, so that it works without scripts and can be sent to somebody:

    ?clause=clause-6          the thread beside clause 6
    ?comment=clause-6         the same, with the form for one's own comment
    ?reply=48219077359        the form under the comment that is answered
    ?thread=48219077359       the thread in which this comment stands, however old it is
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from contributions import queries
from contributions.models import Discussion
from contributions.own_comment import OwnComment, no_comment, own_comment
from contributions.queries import Quotation, Tally, Thread, discussion_of, threads
from contributions.references import parse_reference
from contributions.rows import CommentRow, rows_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from consultations.frozen_html import WrittenClause

# A reference that no comment has: whoever asks for what cannot be read asks for something all the same.
UNKNOWN = "unknown"
# Beside a clause there is room for a few threads, or for one more where that is all; the clause has a page of its own
# for all of them.
THREADS_BESIDE = 3
REPLIES_BESIDE = 3


@dataclass(frozen=True)
class Asked:
    """What the address asks to be opened."""

    clause: str = ""
    comment: str = ""
    reply: str = ""
    thread: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        return cls(
            clause=query.get("clause", ""),
            comment=query.get("comment", ""),
            reply=_reference(query.get("reply", "")),
            thread=_reference(query.get("thread", "")),
        )

    @property
    def reference(self) -> str:
        return self.reply or self.thread

    @property
    def key(self) -> str:
        return self.comment or self.clause


def _reference(text: str) -> str:
    return parse_reference(text) or (UNKNOWN if text else "")


@dataclass
class ClauseRow:
    """A clause and its margin: how many spoke and how they stand; and one voice, or the thread."""

    clause: WrittenClause
    tally: Tally
    is_open: bool = False
    quotation: Quotation | None = None
    comments: tuple[CommentRow, ...] = ()
    more_count: int = 0
    own: OwnComment | None = None


@dataclass(frozen=True)
class Reader:
    """Who reads, and where: `path` is the page's address with the language. `closed`: why nobody can comment."""

    user: User | AnonymousUser
    path: str
    closed: str = ""


def margins(clauses: Sequence[WrittenClause], *, asked: Asked, reader: Reader) -> list[ClauseRow]:
    beside = queries.margins([clause.discussion for clause in clauses])
    rows = [
        ClauseRow(clause, beside[clause.discussion].tally, quotation=beside[clause.discussion].quotation)
        for clause in clauses
    ]
    opened = _opened(rows, asked)
    return [_open(row, asked, reader) if row is opened else row for row in rows]


def _opened(rows: Sequence[ClauseRow], asked: Asked) -> ClauseRow | None:
    """What the address asks for; else where most is said."""
    if asked.reference:
        discussion = discussion_of(asked.reference)
        by_reference = next((row for row in rows if row.clause.discussion == discussion), None)
        if by_reference:
            return by_reference
    by_key = next((row for row in rows if row.clause.key == asked.key and not row.clause.is_chapter), None)
    most = max(rows, key=lambda row: row.tally.total, default=None)
    return by_key or (most if most and most.tally.total else None)


def not_found(rows: Sequence[ClauseRow], asked: Asked) -> str:
    """What the address asks for and the page has not. Nobody is given the form for something else in its place."""
    opened = next((row for row in rows if row.is_open), None)
    comments = {each.contribution.reference: each for each in opened.comments} if opened else {}
    found = comments.get(asked.reference)
    if asked.reply and (found is None or found.tombstone):
        return _("The comment that you want to answer is not on this page, or is no longer published.")
    if asked.thread and found is None:
        return _("The comment that you look for is not on this page, or is no longer published.")
    if not asked.reference and asked.key and (opened is None or opened.clause.key != asked.key):
        return _("This draft has no clause at that address, or has it no longer. The contents show every clause.")
    return ""


def _holds(thread: Thread, reference: str) -> bool:
    return any(comment.contribution.reference == reference for comment in (thread.root, *thread.replies))


def _said_in(spoken: Sequence[Thread]) -> int:
    return sum(comment.contribution.is_public for thread in spoken for comment in (thread.root, *thread.replies))


def _open(row: ClauseRow, asked: Asked, reader: Reader) -> ClauseRow:
    """The thread that was asked for comes first: whoever follows a link to it came for it."""
    discussion = Discussion(pk=row.clause.discussion)
    found = threads([discussion], shown=THREADS_BESIDE + 1, replies_shown=REPLIES_BESIDE, including=asked.reference)
    spoken = sorted(found[row.clause.discussion], key=lambda thread: not _holds(thread, asked.reference))
    beside = spoken if _said_in(spoken) == row.tally.total else spoken[:THREADS_BESIDE]
    comments = rows_of(beside, is_open=not reader.closed, reader=reader.user)
    shown = sum(not comment.tombstone for comment in comments)
    for comment in comments:
        reference = comment.contribution.reference
        comment.path = f"?thread={reference}#{comment.anchor}"
        if comment.reply_path:
            comment.reply_path = f"?reply={reference}#comment-form"
            if reference == asked.reply:
                comment.own = _reply(row, comment, reader)
    more_count = max(0, row.tally.total - shown)
    opened = replace(row, is_open=True, comments=tuple(comments), more_count=more_count)
    answers = any(comment.own for comment in comments)
    return opened if answers or not_found([opened], asked) else replace(opened, own=_own(row, reader))


def _reply(row: ClauseRow, comment: CommentRow, reader: Reader) -> OwnComment:
    reference, name = comment.contribution.reference, comment.contribution.name
    return own_comment(
        reader.user,
        row.clause.discussion,
        heading=_("Your reply to %(name)s") % {"name": name},
        here=f"{reader.path}?reply={reference}#comment-form",
        parent=reference,
    )


def _own(row: ClauseRow, reader: Reader) -> OwnComment:
    if reader.closed:
        return no_comment(reader.closed)
    clause = row.clause
    heading = _("Your comment on clause %(number)s") if clause.is_numbered else _("Your comment on this section")
    return own_comment(
        reader.user,
        row.clause.discussion,
        heading=heading % {"number": clause.number},
        here=f"{reader.path}?comment={clause.key}#comment-form",
    )
