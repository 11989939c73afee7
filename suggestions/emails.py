"""What the author of a suggestion is told of every decision, in their own language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from contributions.references import spoken
from messaging.actions import enqueue
from suggestions.models import decision_label

if TYPE_CHECKING:
    from contributions.models import Disposition
    from suggestions.models import Suggestion
    from tickets.models import Ticket


def tell_decision(suggestion: Suggestion, disposition: Disposition, ticket: Ticket | None) -> None:
    """The decision, the answer and the ticket's number, once a decision."""
    author = suggestion.contribution.author
    with translation.override(author.language):
        context = _context(suggestion, disposition, ticket)
    tell = partial(
        enqueue,
        cause=f"suggestion_decided:{disposition.step_id}",
        recipient=f"user:{author.pk}",
        template="suggestion_decided",
        context=context,
        language=author.language,
    )
    tell(address=author.email)
    if author.phone:
        tell(address=author.phone, channel="sms")


def _context(suggestion: Suggestion, disposition: Disposition, ticket: Ticket | None) -> dict[str, str]:
    """Plain values, in the language that is active."""
    language = translation.get_language()
    answer = disposition.answer_ar if language == "ar" else disposition.answer_en or disposition.answer_ar
    return {
        "name": suggestion.contribution.author.first_name,
        "title": suggestion.title,
        "reference": spoken(suggestion.reference),
        "decision": disposition.decision,
        "decision_label": decision_label(disposition.decision),
        "answer": answer,
        "answer_language": "en" if answer == disposition.answer_en and answer else "ar",
        "unit": disposition.unit.name if disposition.unit else "",
        "ticket": spoken(ticket.reference) if ticket else "",
        "due": date_format(timezone.localtime(ticket.due_at), "l j F Y") if ticket else "",
        "link": f"{settings.SITE_URL}/{language}{suggestion.path}",
    }
