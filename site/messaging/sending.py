"""Sends one message of the outbox: takes it in hand, speaks to the world, writes down how it went.

No transaction is open while the world is spoken to.

A worker may die at any line. Before the claim nothing has happened; after it, the lease ends and a sweep takes
the message up again. Between the sending and its note, the message goes out a second time, with the same number.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from messaging.emails import build, message_id
from messaging.models import Channel, OutboxMessage
from messaging.sms import SmsFailed, SmsRefused, sender
from messaging.tracing import as_part_of, taken_in_hand

logger = logging.getLogger(__name__)

State = OutboxMessage.State
ATTEMPTS = 20
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)

# ValueError: an address or a header that no mail server would take.
FOR_GOOD = (SmsRefused, ValueError)
PASSING = (OSError, SmsFailed)  # every SMTP fault, and every fault of the network, is an OSError


def send(pk: int) -> None:
    """Idempotent: whoever comes second finds nothing to take."""
    message = claim(pk)
    if message is None:
        return
    with as_part_of(message.request_id), taken_in_hand(message.pk):
        _send(message)


def _send(message: OutboxMessage) -> None:
    try:
        deliver(message)
    except FOR_GOOD as error:
        give_up(message, error)
    except PASSING as error:
        give_up(message, error) if _is_refused(error) or message.attempts >= ATTEMPTS else retry_later(message, error)
    else:
        mark_sent(message)


def claim(pk: int) -> OutboxMessage | None:
    """Compare and set: of many workers exactly one changes the row, and only that one goes on."""
    now = timezone.now()
    message = OutboxMessage.objects.waiting().filter(pk=pk).first()
    if message is None:
        return None
    taken = OutboxMessage.objects.waiting().filter(pk=pk, attempts=message.attempts)
    lease = now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    if not taken.update(state=State.SENDING, claimed_at=now, next_attempt_at=lease, attempts=message.attempts + 1):
        return None
    message.attempts += 1
    if message.attempts > ATTEMPTS:  # it killed every worker that took it
        give_up(message, RuntimeError("tried too often"))
        return None
    return message


def deliver(message: OutboxMessage) -> None:
    if message.channel == Channel.SMS:
        deliver_text(message)
        return
    connection = get_connection(settings.EMAIL_DELIVERY_BACKEND)
    connection.send_messages([build(message)])


def deliver_text(message: OutboxMessage) -> None:
    """Its number is noted first: a gateway may report before it has answered."""
    number = message_id(message).strip("<>").partition("@")[0]
    OutboxMessage.objects.filter(pk=message.pk).update(gateway_number=number)
    sender().send(to=message.address, text=message.text, reference=number, language=message.language)


def mark_sent(message: OutboxMessage) -> None:
    """Whatever became of the claim meanwhile: it has gone out."""
    OutboxMessage.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=timezone.now(), last_error="")
    logger.info("message %s: sent", message.pk)


def retry_later(message: OutboxMessage, error: Exception) -> None:
    logger.warning("message %s: attempt %s failed: %s", message.pk, message.attempts, type(error).__name__)
    _close(message, State.WAITING, error, next_attempt_at=timezone.now() + wait_after(message.attempts))


def give_up(message: OutboxMessage, error: Exception) -> None:
    logger.error("message %s: given up after attempt %s: %s", message.pk, message.attempts, type(error).__name__)
    _close(message, State.FAILED, error)


def wait_after(attempts: int) -> timedelta:
    """10 seconds, 20, 40 … up to an hour: a short fault is over soon, a long one is not made worse."""
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)


def _close(message: OutboxMessage, state: str, error: Exception, **changes: datetime) -> None:
    """Only the claim that failed is closed; a later one belongs to somebody else."""
    OutboxMessage.objects.filter(pk=message.pk, state=State.SENDING, attempts=message.attempts).update(
        state=state, last_error=f"{type(error).__name__}: {error}"[:500], **changes
    )


def _is_refused(error: Exception) -> bool:
    """The mail server knows no such recipient (5xx); anything else may pass."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _ in error.recipients.values()
    )
