"""What an operator should know: a service without a sender of text messages tells people by e-mail alone."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

MAILBOX = "messaging.sms.MailboxSender"
GATEWAY = "messaging.infobip.InfobipSender"


def text_messages_reach_somebody(**kwargs: Any) -> list[CheckMessage]:
    if not settings.SMS_BACKEND:
        hint = "Set SMS_BACKEND to the class of your provider, or silence messaging.W001."
        return [Warning("No text messages are sent: SMS_BACKEND is empty.", hint=hint, id="messaging.W001")]
    if settings.SMS_BACKEND == MAILBOX and not settings.DEMO:
        hint = "Leave SMS_BACKEND empty, or name the class of your provider."
        return [Error("Text messages would stay in this machine's mailbox, unread.", hint=hint, id="messaging.E001")]
    return _faults_of_gateway() if settings.SMS_BACKEND == GATEWAY else []


def _faults_of_gateway() -> list[CheckMessage]:
    missing = [name for name in ("SMS_URL", "SMS_KEY", "SMS_SENDER") if not getattr(settings, name)]
    if missing:
        sentence = f"The gateway of text messages needs {', '.join(missing)}."
        return [Error(sentence, hint="Its operator's page has them; see docs/configuration.md.", id="messaging.E002")]
    parts = urlsplit(settings.SMS_URL)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
        hint = "Write https://… as the gateway's operator names it."
        return [Error("SMS_URL is no https address: codes could be read on the way.", hint=hint, id="messaging.E003")]
    if not settings.SMS_REPORT_SECRET:
        hint = "Set SMS_REPORT_SECRET, or silence messaging.W002."
        return [Warning("Nobody hears whether text messages arrived.", hint=hint, id="messaging.W002")]
    return []
