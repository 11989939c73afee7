"""Sending text messages: what a sender has to be, and the one that needs no provider."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from messaging.models import Channel, MailboxMessage


class SmsFailed(Exception):  # noqa: N818  (what happened, in the words of an officer)
    """A passing fault: to be tried again later."""


class SmsRefused(Exception):  # noqa: N818
    """The provider will never take this message: a number that does not exist, a sender that is blocked."""


class Sender(Protocol):
    """One text message to one number. `reference` is the same at every attempt: hand it to the provider as its key."""

    def send(self, *, to: str, text: str, reference: str, language: str) -> None: ...


class MailboxSender:
    """Keeps what is sent in this machine's own mailbox, once for each reference."""

    def send(self, *, to: str, text: str, reference: str, language: str) -> None:
        MailboxMessage.objects.get_or_create(
            message_id=reference,
            defaults={"channel": Channel.SMS, "to": to, "text": text, "language": language},
        )


def is_on() -> bool:
    """A service that names no sender sends no text messages: none is written that nobody would get."""
    return bool(settings.SMS_BACKEND)


def sender() -> Sender:
    if not is_on():
        raise SmsRefused("SMS_BACKEND is empty: this service sends no text messages.")
    return import_string(settings.SMS_BACKEND)()
