"""What the people behind a ticket are told, in their own language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone, translation
from django.utils.formats import date_format

from contributions.correspondent import correspondent_of
from contributions.emails import own_address
from contributions.forms import language_of
from contributions.queries import merged_into
from contributions.references import isolated
from messaging import sms
from messaging.actions import enqueue

if TYPE_CHECKING:
    from contributions.correspondent import Correspondent
    from contributions.models import Contribution
    from tickets.models import Ticket
    from workflow.models import Step


def tell_authors(ticket: Ticket, template: str, step: Step) -> None:
    """One message to each author of an origin or of what was merged into one, however many of them are theirs; a
    text message where we may."""
    for contribution in _contributions_behind(ticket):
        author = correspondent_of(contribution)
        with translation.override(author.language):
            context = _context(ticket, contribution, author) | _reason(step)
        tell = partial(
            enqueue,
            cause=f"{template}:{step.pk}",
            recipient=author.recipient,
            template=template,
            context=context,
            language=author.language,
        )
        if author.email:
            tell(address=author.email)
        if author.phone and sms.is_on():
            tell(address=author.phone, channel="sms")


def _contributions_behind(ticket: Ticket) -> list[Contribution]:
    origins = ticket.origins.select_related("contribution__author").prefetch_related("contribution__texts")
    behind = [origin.contribution for origin in origins]
    return behind + merged_into(behind)


def _context(ticket: Ticket, contribution: Contribution, author: Correspondent) -> dict[str, str]:
    """Plain values, in the language that is active."""
    text = contribution.text
    return {
        "ticket": isolated(ticket.reference),
        "contribution": isolated(contribution.reference),
        "title": text.title if text else "",
        "unit": ticket.unit.name,
        "due": date_format(timezone.localtime(ticket.due_at), "l j F Y"),
        "result": ticket.result,
        "result_language": ticket.result_language,
        "url": own_address(contribution, author),
    }


def _reason(step: Step) -> dict[str, str]:
    return {"reason": step.note, "reason_language": language_of(step.note, otherwise="ar")}
