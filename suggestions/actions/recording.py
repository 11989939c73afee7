"""A suggestion of somebody without an account, taken down by a clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from contributions.actions import record_on_behalf, recorded_before
from contributions.errors import DiscussionClosed, SentBefore
from contributions.models import Kind
from suggestions.actions.sending import about_consultation, take_in
from suggestions.models import Suggestion

if TYPE_CHECKING:
    from accounts.models import User
    from consultations.models import Consultation
    from contributions.behalf import Behalf
    from policies.models import PolicyVersion
    from suggestions.models import Category


@transaction.atomic
def record_suggestion(
    *,
    by: User,
    behalf: Behalf,
    category: Category,
    title: str,
    body: str,
    language: str,
    submission_key: UUID,
    consent_to: PolicyVersion | None,
    consultation: Consultation | None = None,
) -> Suggestion:
    """A second press with the same key and words gets the one that is there."""
    is_new = recorded_before(submission_key) is None
    if consultation is not None and is_new and not consultation.is_open:
        raise DiscussionClosed
    contribution = record_on_behalf(
        by=by,
        behalf=behalf,
        kind=Kind.SUGGESTION,
        title=title,
        body=body,
        language=language,
        submission_key=submission_key,
        consent_to=consent_to,
        about=about_consultation(consultation),
    )
    if before := Suggestion.objects.filter(contribution=contribution).first():
        if (before.category, before.consultation) != (category, consultation):
            raise SentBefore(contribution.reference)
        return before
    return take_in(contribution, category, consultation)
