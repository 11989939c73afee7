"""The messages that somebody was sent."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.personal_data import Holding, Leaving, Row, choice, on_erasure, register
from messaging.actions import forget
from messaging.models import OutboxMessage

# Codes and links that open the account stand in these: whoever borrows a session finds none in a download.
OPENS_THE_ACCOUNT = "account:"


def messages_to(user: Any) -> list[Row]:
    rows = OutboxMessage.objects.filter(_sent_to(user)).defer("html").order_by("created_at", "pk")
    return [_said(message) for message in rows]


def _sent_to(user: Any) -> Q:
    """By their key, or at an address that they confirmed: an address that is only claimed is somebody else's. What went
    there before the account was opened is not theirs either."""
    confirmed = user.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    named = [f"address:{address}"[:120] for address in confirmed]
    return Q(recipient=f"user:{user.pk}") | Q(recipient__in=named, created_at__gte=user.date_joined)


def _said(message: OutboxMessage) -> Row:
    is_open = not message.cause.startswith(OPENS_THE_ACCOUNT)
    return {
        "channel": choice(message, "channel"),
        "address": message.address,
        "subject": message.subject if is_open else "",
        "text": message.text if is_open else "",
        "state": choice(message, "state"),
        "written_at": message.created_at,
        "sent_at": message.sent_at,
    }


register(
    Holding(
        key="messages",
        title=_("Messages sent to you"),
        why=_("To tell you what becomes of what you send, and to prove that you were told."),
        until=_("The words for %(days)s days; that you were told, as long as the account is open."),
        days="PRIVACY_OUTBOX_DAYS",
        rows=messages_to,
        words={
            "channel": _("Channel"),
            "address": _("Address"),
            "subject": _("Subject of the message"),
            "text": _("Text"),
            "state": _("State"),
            "written_at": _("Written at"),
            "sent_at": _("Sent at"),
        },
    )
)


def forget_letters(leaving: Leaving) -> None:
    forget(f"user:{leaving.user.pk}", leaving.addresses)


on_erasure(forget_letters)
