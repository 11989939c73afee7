"""Receiving suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NotRequired, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from contributions import actions as contributions
from contributions import kinds
from contributions.errors import DiscussionClosed, SentBefore
from contributions.models import Discussion, Kind
from suggestions.models import Suggestion

if TYPE_CHECKING:
    from accounts.models import Representation, User
    from consultations.models import Consultation
    from contributions.models import Contribution, Upload
    from policies.models import PolicyVersion
    from suggestions.models import Category


class Said(TypedDict):
    """Who speaks, under which name, and the words."""

    representation: Representation
    title: str
    body: str
    language: str
    consent_to: PolicyVersion | None
    channel: NotRequired[str]
    uploads: NotRequired[Sequence[Upload]]
    guardian: NotRequired[str]


@transaction.atomic
def send(
    *,
    by: User,
    category: Category,
    submission_key: UUID,
    consultation: Consultation | None = None,
    **said: Unpack[Said],
) -> Suggestion:
    """Receive a suggestion; a second press with the same key and words gets the one that is there.

    One that answers a consultation must arrive while that is open, by the server's clock.
    """
    before = sent_before(by, submission_key)
    if before is not None:
        answers = consultation.slug if consultation else ""
        words = {"title": said["title"], "body": said["body"]}
        if not is_the_same(before, **words, category=category.code, consultation=answers, voice=said["representation"]):
            raise SentBefore(before.reference)
        return before
    if consultation is not None and not consultation.is_open:
        raise DiscussionClosed
    about = about_consultation(consultation)
    contribution = contributions.submit(by=by, kind=Kind.SUGGESTION, submission_key=submission_key, about=about, **said)
    # The other of two presses may have been faster all the same.
    before = sent_before(by, submission_key)
    if before is not None:
        return before
    return take_in(contribution, category, consultation)


def about_consultation(consultation: Consultation | None) -> str:
    """What the receipt says that a suggestion answers."""
    return f"consultation:{consultation.slug}"[:120] if consultation else ""


def take_in(contribution: Contribution, category: Category, consultation: Consultation | None) -> Suggestion:
    """What was received stands as a suggestion with a discussion of its own, and those whom it concerns hear of it."""
    made = Suggestion.objects.create(
        contribution=contribution,
        discussion=Discussion.objects.create(kind=Kind.SUGGESTION),
        category=category,
        consultation=consultation,
    )
    kinds.tell_received(contribution, publishes_first=category.publishes_first)
    return made


def sent_before(by: User, submission_key: UUID) -> Suggestion | None:
    """What an earlier press of the same button made."""
    made = Suggestion.objects.select_related("contribution", "category", "consultation")
    return made.filter(contribution__author=by, contribution__submission_key=submission_key).first()


def is_the_same(
    before: Suggestion, *, title: str, body: str, category: str, consultation: str, voice: Representation | None
) -> bool:
    """Was this what the earlier press sent, in this voice? `category` and `consultation` by their code and slug."""
    answered = before.consultation.slug if before.consultation else ""
    if (before.category.code, answered) != (category, consultation) or voice is None:
        return False
    sent = before.contribution
    return contributions.says(sent, title=title, body=body) and contributions.is_spoken_in(sent, voice)
