"""What an operator should know: a service without a sender of text messages tells people by e-mail alone."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

MAILBOX = "messaging.sms.MailboxSender"


def text_messages_reach_somebody(**kwargs: Any) -> list[CheckMessage]:
    if not settings.SMS_BACKEND:
        hint = "Set SMS_BACKEND to the class of your provider, or silence messaging.W001."
        return [Warning("No text messages are sent: SMS_BACKEND is empty.", hint=hint, id="messaging.W001")]
    if settings.SMS_BACKEND == MAILBOX and not settings.DEMO:
        hint = "Leave SMS_BACKEND empty, or name the class of your provider."
        return [Error("Text messages would stay in this machine's mailbox, unread.", hint=hint, id="messaging.E001")]
    return []
