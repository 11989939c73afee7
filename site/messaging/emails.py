"""Builds the e-mail of an outbox row: the same row always gives the same Message-ID."""

import hashlib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from messaging.models import OutboxMessage
from messaging.rendering import one_line


def build(message: OutboxMessage) -> EmailMultiAlternatives:
    """Text and HTML twins; marked as sent by a machine, so that an absence note is not answered to us."""
    mail = EmailMultiAlternatives(
        subject=one_line(message.subject),
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.address],
        headers={
            "Message-ID": message_id(message),
            "Content-Language": message.language,
            "Auto-Submitted": "auto-generated",
            **({"X-Request-ID": message.request_id} if message.request_id else {}),
        },
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def message_id(message: OutboxMessage) -> str:
    """A second attempt at the same row carries the same number: the receiving end can tell that it is a repeat.

    A digest, so that an address tells nothing of the cause, and numbers do not show how many are sent.
    """
    row = f"{message.pk}/{message.cause}/{message.recipient}/{message.channel}"
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(row.encode()).hexdigest()[:40]}@{domain}>"
