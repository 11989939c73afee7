"""What the author of a suggestion is told of every decision, in their own language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from contributions.correspondent import correspondent_of, language_of_letters
from contributions.emails import tell_author
from contributions.references import isolated
from messaging import sms
from messaging.actions import enqueue
from suggestions.models import CoParty, decision_label

if TYPE_CHECKING:
    from accounts.models import User
    from contributions.models import Contribution, Disposition
    from suggestions.models import Suggestion
    from tickets.models import Ticket
    from workflow.models import Step


def tell_decision(
    suggestion: Suggestion, disposition: Disposition, ticket: Ticket | None, merged: Sequence[Contribution] = ()
) -> None:
    """The decision, the answer and the ticket's number, once a decision: to its author, and to those whose own
    suggestion was merged into it."""
    for contribution in (suggestion.contribution, *merged):
        tell_decision_to(contribution, suggestion, disposition, ticket)


def tell_decision_to(
    contribution: Contribution, suggestion: Suggestion, disposition: Disposition, ticket: Ticket | None
) -> None:
    """`contribution` is the suggestion itself, or one that was merged into it."""
    author = correspondent_of(contribution)
    with translation.override(author.language):
        context = _context(suggestion, disposition, ticket)
        context |= {"name": author.name, "reference": isolated(contribution.reference)}
    tell = partial(
        enqueue,
        cause=f"suggestion_decided:{disposition.step_id}",
        recipient=author.recipient,
        template="suggestion_decided",
        context=context,
        language=author.language,
    )
    if author.email:
        tell(address=author.email)
    if author.phone and sms.is_on():
        tell(address=author.phone, channel="sms")


def _context(suggestion: Suggestion, disposition: Disposition, ticket: Ticket | None) -> dict[str, str]:
    """Plain values, in the language that is active."""
    language = translation.get_language()
    answer = disposition.answer_ar if language == "ar" else disposition.answer_en or disposition.answer_ar
    return {
        "title": suggestion.title,
        "decision": disposition.decision,
        "decision_label": decision_label(disposition.decision),
        "answer": answer,
        "answer_language": "en" if answer == disposition.answer_en and answer else "ar",
        "unit": disposition.unit.name if disposition.unit else "",
        "ticket": isolated(ticket.reference) if ticket else "",
        "due": date_format(timezone.localtime(ticket.due_at), "l j F Y") if ticket else "",
        "link": f"{settings.SITE_URL}/{language}{suggestion.path}",
    }


def invite(asked: CoParty) -> None:
    """To whoever reads there; the author's name as it is published."""
    suggestion, contribution = asked.suggestion, asked.suggestion.contribution
    language = language_of_letters(contribution)
    enqueue(
        cause=f"co-party:{asked.pk}",
        recipient=f"co-party:{asked.pk}",
        address=asked.address,
        template="co_party_invited",
        language=language,
        context={
            "author": contribution.name,
            "title": suggestion.title,
            "link": f"{settings.SITE_URL}/{language}{suggestion.path}sign/",
        },
    )


def tell_answered(asked: CoParty) -> None:
    """The author learns who signs, and that somebody does not; who that is, they asked themself."""
    contribution = asked.suggestion.contribution
    tell_author(
        contribution,
        "co_party_answered",
        cause=f"co-party-answered:{asked.pk}:{asked.state}",
        state=asked.state,
        party=asked.name,
    )


def tell_signers(contribution: Contribution, step: Step) -> None:
    """Whoever signs it hears where it stands, and what the ministry decided."""
    signed = CoParty.objects.signed().filter(suggestion__contribution=contribution, attribution_erased_at=None)
    for each in signed.select_related("user"):
        if each.user is not None:  # whoever signed has an account
            _tell_signer(each.user, contribution, step, cause=f"co-signed:{step.pk}:{each.pk}")


def _tell_signer(user: User, contribution: Contribution, step: Step, *, cause: str) -> None:
    with translation.override(user.language):
        decision = str(decision_label(contribution.decision)) if step.field == "decision" else ""
    enqueue(
        cause=cause,
        recipient=f"user:{user.pk}",
        address=user.email,
        template="co_signed_moved",
        language=user.language,
        context={
            "state": contribution.moderation,
            "decision": decision,
            "reference": isolated(contribution.reference, user.language),
            "title": contribution.text.title,
            "link": f"{settings.SITE_URL}/{user.language}{contribution.suggestion.path}",
        },
    )


def tell_merged(suggestion: Suggestion, into: Suggestion, step: Step) -> None:
    """Where it went, and that it is answered there."""
    language = language_of_letters(suggestion.contribution)
    tell_author(
        suggestion.contribution,
        "suggestion_merged",
        cause=f"merged:{step.pk}",
        into=isolated(into.reference, language),
        into_title=into.title,
        into_link=f"{settings.SITE_URL}/{language}{into.path}",
    )


def tell_separated(contribution: Contribution, step: Step) -> None:
    """It was another matter, or the other one can no longer be answered."""
    tell_author(contribution, "suggestion_separated", cause=f"separated:{step.pk}", why=step.reason)
