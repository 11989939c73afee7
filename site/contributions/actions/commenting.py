"""A comment is a contribution that has its place in a discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from contributions import kinds
from contributions.actions.receiving import is_spoken_in, says, submit
from contributions.errors import DiscussionClosed, ParentGone, SentBefore
from contributions.models import Comment, Contribution, Discussion, Kind

if TYPE_CHECKING:
    from accounts.models import Representation, User
    from policies.models import PolicyVersion

# Replies to a reply of the last level stand beside it: deeper threads cannot be read on a phone.
DEEPEST_LEVEL = 2


@transaction.atomic
def comment(
    *,
    by: User,
    representation: Representation,
    discussion: Discussion,
    body: str,
    language: str,
    submission_key: UUID,
    consent_to: PolicyVersion | None,
    parent: Comment | None = None,
    stance: str = "",
    guardian: str = "",
) -> Comment:
    """Receive a comment, or a reply to `parent`. Open or closed is judged here, by the server's clock."""
    sent_before = Comment.thread.filter(contribution__author=by, contribution__submission_key=submission_key).first()
    if sent_before is not None:
        is_same = says(sent_before.contribution, body=body) and is_spoken_in(sent_before.contribution, representation)
        if not is_same or not _stands_there(sent_before, discussion, parent, stance):
            raise SentBefore(sent_before.contribution.reference)
        return sent_before
    subject = kinds.subject_of(discussion)
    if not subject.is_open:
        raise DiscussionClosed
    parent = _place_of_reply(parent, discussion)
    contribution = submit(
        by=by,
        representation=representation,
        kind=Kind.COMMENT,
        body=body,
        stance=stance,
        guardian=guardian,
        language=language,
        submission_key=submission_key,
        consent_to=consent_to,
        about=subject.about,
        about_hash=subject.about_hash,
    )
    return place(contribution, discussion, parent, stance, publishes_first=subject.publishes_first)


def place(
    contribution: Contribution, discussion: Discussion, parent: Comment | None, stance: str, *, publishes_first: bool
) -> Comment:
    """The other of two presses may have been faster all the same."""
    existing = Comment.thread.filter(contribution=contribution).first()
    if existing and not _stands_there(existing, discussion, parent, stance):
        raise SentBefore(contribution.reference)
    if existing:
        return existing
    made = Comment.thread.create(
        contribution=contribution,
        discussion=discussion,
        parent_id=parent.pk if parent else 0,
        stance=stance,
        is_public=False,
        submit_date=contribution.submitted_at,
    )
    kinds.tell_received(contribution, publishes_first=publishes_first)
    return made


def _stands_there(sent: Comment, discussion: Discussion, parent: Comment | None, stance: str) -> bool:
    """Whether it took this place and position; the parent may have been hidden since."""
    if (sent.discussion_id, sent.stance) != (discussion.pk, stance):
        return False
    if parent is None:
        return sent.level == 0
    return sent.level > 0 and sent.parent_id == (parent.pk if parent.level < DEEPEST_LEVEL else parent.parent_id)


def _place_of_reply(parent: Comment | None, discussion: Discussion) -> Comment | None:
    """The comment under which a reply stands: itself, or its parent where the thread is at its deepest."""
    if parent is None:
        return None
    contribution = Contribution.objects.select_for_update().get(pk=parent.contribution_id)
    if parent.discussion_id != discussion.pk or not contribution.is_public:
        raise ParentGone
    if parent.level < DEEPEST_LEVEL:
        return parent
    return Comment.thread.get(pk=parent.parent_id)
