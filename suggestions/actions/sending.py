"""Receiving suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from contributions import actions as contributions
from contributions.errors import DiscussionClosed
from contributions.models import Channel, Discussion, Kind
from suggestions.models import Suggestion

if TYPE_CHECKING:
    from accounts.models import Representation, User
    from consultations.models import Consultation
    from policies.models import PolicyVersion
    from suggestions.models import Category


@transaction.atomic
def send(
    *,
    by: User,
    representation: Representation,
    title: str,
    body: str,
    category: Category,
    language: str,
    submission_key: UUID,
    consent_to: PolicyVersion | None,
    consultation: Consultation | None = None,
    channel: str = Channel.WEB,
) -> Suggestion:
    """Receive a suggestion; a second press with the same key gets the one that is there.

    One that answers a consultation must arrive while that is open, by the server's clock.
    """
    before = sent_before(by, submission_key)
    if before is not None:
        return before
    if consultation is not None and not consultation.is_open:
        raise DiscussionClosed
    contribution = contributions.submit(
        by=by,
        representation=representation,
        kind=Kind.SUGGESTION,
        title=title,
        body=body,
        language=language,
        submission_key=submission_key,
        consent_to=consent_to,
        channel=channel,
        about=f"consultation:{consultation.slug}"[:120] if consultation else "",
    )
    # The other of two presses may have been faster all the same.
    return sent_before(by, submission_key) or Suggestion.objects.create(
        contribution=contribution,
        discussion=Discussion.objects.create(kind=Kind.SUGGESTION),
        category=category,
        consultation=consultation,
    )


def sent_before(by: User, submission_key: UUID) -> Suggestion | None:
    """What an earlier press of the same button made."""
    made = Suggestion.objects.select_related("contribution")
    return made.filter(contribution__author=by, contribution__submission_key=submission_key).first()
