"""What an author is told by message. Written into the outbox with the change; sent after the commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import Truncator

from config.dates import long_date
from contributions.correspondent import Correspondent, correspondent_of, follow_address, language_of_letters
from contributions.references import isolated
from messaging import sms
from messaging.actions import enqueue
from messaging.models import Channel

if TYPE_CHECKING:
    from contributions.models import Attachment, Confirmation, Contribution, Disposition, TextVersion
    from workflow.models import Step

# A comment has no title: letters name it by so many of its first characters.
NAMED_BY = 120


def address_of(contribution: Contribution, language: str) -> str:
    """The contribution's permanent address, in full."""
    return f"{settings.SITE_URL}/{language}/contributions/{contribution.reference}/"


def tell_author(
    contribution: Contribution, template: str, *, cause: str, text: TextVersion | None = None, **context: Any
) -> None:
    """Queue one message to the author, in the author's language. `cause` makes a second call do nothing. `text`: the
    newest words, where they are at hand."""
    reader = correspondent_of(contribution)
    text = text or contribution.text
    cause = f"{cause}:{contribution.reference}"
    if not reader.email:
        _tell_by_phone(contribution, reader, cause=cause)
        return
    enqueue(
        cause=cause,
        recipient=reader.recipient,
        address=reader.email,
        template=template,
        language=reader.language,
        context={
            "name": reader.name,
            "kind": contribution.kind,
            "reference": isolated(contribution.reference, reader.language),
            "title": text.title or Truncator(text.body).chars(NAMED_BY),
            "link": own_address(contribution, reader),
            **context,
        },
    )


def _tell_by_phone(contribution: Contribution, reader: Correspondent, *, cause: str) -> None:
    """Whoever left nothing but a number learns that there is news; what it is stands where their code leads. Whoever
    left nothing is told by nobody."""
    if not reader.phone or not sms.is_on():
        return
    enqueue(
        cause=cause,
        recipient=reader.recipient,
        address=reader.phone,
        channel=Channel.SMS,
        template="recorded_news",
        language=reader.language,
        context={
            "reference": isolated(contribution.reference, reader.language),
            "link": own_address(contribution, reader),
        },
    )


def own_address(contribution: Contribution, reader: Correspondent) -> str:
    """Where the author reads what became of it: whoever has no account, with a code."""
    if reader.has_account:
        return address_of(contribution, reader.language)
    return follow_address(contribution.reference, reader.language)


def tell_recorded(contribution: Contribution, text: TextVersion, code: str) -> None:
    """The copy of whoever it was recorded for, with the code by which they follow it."""
    reader = correspondent_of(contribution)
    if not reader.email and not (reader.phone and sms.is_on()):
        return
    enqueue(
        cause=f"recorded:{contribution.reference}",
        recipient=reader.recipient,
        address=reader.email or reader.phone,
        channel=Channel.EMAIL if reader.email else Channel.SMS,
        template="recorded",
        language=reader.language,
        context={
            "name": reader.name,
            "reference": isolated(contribution.reference, reader.language),
            "published_as": contribution.name,
            "title": text.title,
            "body": text.body,
            "text_language": contribution.language,
            "code": code,
            "awaits_guardian": 1 if contribution.by_minor else 0,
            "working_days": settings.PROMISES["moderation_working_days"],
            "link": own_address(contribution, reader),
        },
    )


def tell_recorded_withdrawn(contribution: Contribution) -> None:
    tell_author(contribution, "recorded_withdrawn", cause="recorded-withdrawn")


def tell_received(contribution: Contribution, text: TextVersion) -> None:
    tell_author(
        contribution,
        "contribution_received",
        cause="received",
        text=text,
        working_days=settings.PROMISES["moderation_working_days"],
    )


def guardian_of(author: int) -> str:
    """Who a letter is to whose address a minor gave."""
    return f"guardian-of:{author}"


def guardian_of_recorded(reference: str) -> str:
    """The same for whoever has no account."""
    return f"guardian-of-recorded:{reference}"


def ask_guardian(asked: Confirmation, code: str) -> None:
    """What was written, who wrote it, and the code; in the minor's language."""
    contribution = asked.contribution
    author, text = correspondent_of(contribution), contribution.text
    enqueue(
        cause=f"guardian-asked:{contribution.reference}:{asked.times_asked}",
        recipient=guardian_of_recorded(contribution.reference)
        if contribution.is_recorded
        else guardian_of(contribution.author_id),
        address=asked.address,
        channel=Channel.EMAIL if "@" in asked.address else Channel.SMS,
        template="guardian_asked",
        language=author.language,
        context={
            "name": author.name,
            "kind": contribution.kind,
            "published_as": contribution.name,
            "title": text.title,
            "body": text.body,
            "text_language": contribution.language,
            "file_count": contribution.attachments.filter(state="attached").count(),
            "code": code,
            "until": _answer_by(asked, author.language),
            "link": f"{settings.SITE_URL}/{author.language}/confirm/{contribution.reference}/",
        },
    )


def tell_unconfirmed(contribution: Contribution, asked: Confirmation, text: TextVersion | None = None) -> None:
    tell_author(
        contribution,
        "contribution_unconfirmed",
        cause=f"unconfirmed:{asked.times_asked}",
        text=text,
        until=_answer_by(asked, language_of_letters(contribution)),
    )


def tell_guardian_answered(contribution: Contribution, step: Step) -> None:
    """That it goes to the moderators now, or nowhere."""
    tell_author(
        contribution,
        "guardian_answered",
        cause=f"guardian-answered:{step.pk}",
        outcome=step.name.removeprefix("guardian_").removesuffix("_again"),
        working_days=settings.PROMISES["moderation_working_days"],
    )


def _answer_by(asked: Confirmation, language: str) -> str:
    with translation.override(language):
        return long_date(timezone.localtime(asked.due_at))


def tell_answered(disposition: Disposition) -> None:
    """The decision and the answer, once a decision, in the author's language."""
    contribution = disposition.contribution
    with translation.override(language_of_letters(contribution)):
        answer, label = disposition.answer, str(disposition.get_decision_display())
        unit = disposition.unit.name if disposition.unit else ""
    tell_author(
        contribution,
        "contribution_answered",
        cause=f"answered:{disposition.step_id}",
        decision=disposition.decision,
        decision_label=label,
        answer=answer.text,
        answer_language=answer.language,
        unit=unit,
    )


def tell_attachment_refused(attachment: Attachment) -> None:
    tell_author(
        attachment.contribution, "attachment_refused", cause=f"attachment-refused:{attachment.pk}", file=attachment.name
    )


def tell_guardian_took_out(attachment: Attachment) -> None:
    tell_author(
        attachment.contribution,
        "guardian_took_out",
        cause=f"guardian-took-out:{attachment.pk}",
        file=attachment.name,
    )
