"""Django's e-mail backends of ours: the mailbox of demo mode, and the way of any other mail into the outbox."""

from collections.abc import Sequence
from email.utils import make_msgid
from typing import Any
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from messaging.actions import enqueue_rendered
from messaging.models import Channel, MailboxMessage
from messaging.rendering import SUBJECT_LENGTH, one_line


class MailboxBackend(BaseEmailBackend):
    """Delivers to this machine's own mailbox, which demo mode shows as a page. The same number twice is one row."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            for to in mail.recipients():
                _keep(mail, to)
        return len(email_messages)


class OutboxBackend(BaseEmailBackend):
    """What Wagtail or another library sends within a request waits in the outbox like everything else.

    No request speaks to the mail server. Attachments are not carried: none of them sends any.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            cause = f"mail:{uuid4().hex}"
            for to in mail.recipients():
                enqueue_rendered(cause=cause, recipient=f"address:{to}"[:120], **_words(mail), address=to)
        return len(email_messages)


def _keep(mail: EmailMessage, to: str) -> None:
    number = mail.extra_headers.get("Message-ID") or make_msgid()
    MailboxMessage.objects.get_or_create(message_id=f"{number} {to}"[:250], defaults={"to": to, **_words(mail)})


def _words(mail: EmailMessage) -> dict[str, Any]:
    return {
        "channel": Channel.EMAIL,
        "language": mail.extra_headers.get("Content-Language") or get_language() or "ar",
        "subject": one_line(str(mail.subject))[:SUBJECT_LENGTH],
        "text": str(mail.body),
        "html": _html(mail),
    }


def _html(mail: EmailMessage) -> str:
    for content, mimetype in getattr(mail, "alternatives", []):
        if mimetype == "text/html":
            return str(content)
    return ""
