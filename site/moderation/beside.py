"""What stands beside a contribution on its page in the queue: what it answers, what says the same, its author's other
texts. All of it as far as the reader's role covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from accounts.models import Role, User
from accounts.permissions import has_role_for_everything
from contributions.models import Comment, Contribution, Kind, Moderation
from moderation.queries import seen_by, words
from search.queries import similar

if TYPE_CHECKING:
    from search.documents import SearchDocument

OTHERS_SHOWN = 10


def answered_by(contribution: Contribution) -> Comment | None:
    """What a reply answers, whatever became of it since."""
    if contribution.kind != Kind.COMMENT or contribution.comment.level == 0:
        return None
    return Comment.thread.for_list().filter(pk=contribution.comment.parent_id).first()


def alike(contribution: Contribution, *, reader: User) -> list[SearchDocument]:
    """What is published and says nearly the same, as far as the reader's role covers it."""
    text = contribution.text
    documents = [each.document for each in similar(words(text), kinds=["comment", "suggestion"])]
    others = [document for document in documents if document.reference != contribution.reference]
    if has_role_for_everything(reader, Role.MODERATOR) or not others:
        return others
    known = seen_by(reader).filter(reference__in=[document.reference for document in others])
    theirs = set(known.values_list("reference", flat=True))
    return [document for document in others if document.reference in theirs]


def record_of(author: User, *, reader: User) -> list[tuple[str, int]]:
    """What became of what somebody sent: (state, how often), the most frequent first."""
    states = seen_by(reader).by(author).values_list("moderation").order_by().annotate(times=Count("pk"))
    return [(str(Moderation(state).label), times) for state, times in states.order_by("-times", "moderation")]


def others_by_author(contribution: Contribution, *, reader: User) -> QuerySet[Contribution]:
    """The newest of what else its author sent, as far as the reader may know of it."""
    if contribution.is_recorded:
        return Contribution.objects.none()
    theirs = seen_by(reader).by(contribution.author).exclude(pk=contribution.pk)
    return theirs.for_list()[:OTHERS_SHOWN]
