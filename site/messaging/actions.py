"""Writes messages with the change that causes them, and takes them out after the commit.

action ─ enqueue ─▶ OutboxMessage ─ relay ─▶ send_message(pk) ─▶ the world

waiting ──▶ sending ──▶ sent
   ▲           │ └────▶ failed   refused for good, or tried too often
   └───────────┘                 a passing fault: later again
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from messaging.models import Channel, MailboxMessage, OutboxMessage
from messaging.rendering import CONTROL, render
from messaging.tasks import send_message

RELAY_AT_ONCE = 200
# The address of an account that was erased: nobody reads there, and nothing is written.
NOBODY = "@erased.invalid"
NAMELESS = Concat(Value("erased:"), Cast("pk", CharField()))
BLANK = {"address": "", "subject": "", "text": "", "html": "", "last_error": ""}


def enqueue(
    *,
    cause: str,
    recipient: str,
    address: str,
    template: str,
    context: dict,
    language: str,
    channel: str = Channel.EMAIL,
) -> OutboxMessage:
    """Write one message in the caller's transaction; the same cause never tells the same recipient twice."""
    if CONTROL.search(address):
        raise ValueError("An address is one line.")
    told = OutboxMessage.objects.filter(cause=cause, recipient=recipient, channel=channel).first()
    if told is not None:
        return told
    words = render(template, context, language=language, channel=channel)
    return enqueue_rendered(
        cause=cause, recipient=recipient, channel=channel, address=address, language=language, **words._asdict()
    )


def enqueue_rendered(
    *,
    cause: str,
    recipient: str,
    address: str,
    subject: str,
    text: str,
    html: str,
    language: str,
    channel: str = Channel.EMAIL,
) -> OutboxMessage:
    """The same, for words that somebody else has written."""
    if CONTROL.search(address):
        raise ValueError("An address is one line.")
    message = OutboxMessage(
        cause=cause,
        recipient=recipient,
        channel=channel,
        address=address,
        language=language,
        subject=subject,
        text=text,
        html=html,
    )
    return _insert_once(_silenced(message) if address.endswith(NOBODY) else message)


def _silenced(message: OutboxMessage) -> OutboxMessage:
    """The row says that somebody was to be told."""
    for field, nothing in BLANK.items():
        setattr(message, field, nothing)
    message.state = OutboxMessage.State.FAILED
    return message


@transaction.atomic
def forget(recipient: str, addresses: Collection[str]) -> int:
    """Blank every letter to somebody whose account is erased; none that waits goes out. How many there were."""
    theirs = OutboxMessage.objects.filter(Q(recipient=recipient) | Q(address__in=addresses)).exclude(address="")
    keys = list(theirs.values_list("pk", flat=True))
    letters = OutboxMessage.objects.filter(pk__in=keys)
    letters.unsent().update(state=OutboxMessage.State.FAILED)
    # Some recipients are addresses themselves.
    letters.exclude(recipient=recipient).update(recipient=NAMELESS)
    letters.update(**BLANK)
    MailboxMessage.objects.filter(to__in=addresses).delete()
    return len(keys)


@transaction.atomic
def forget_these(keys: Iterable[int]) -> None:
    letters = list(keys)
    OutboxMessage.objects.filter(pk__in=letters).update(**BLANK)
    MailboxMessage.objects.filter(written_as__in=letters).delete()


@transaction.atomic
def blank_written_before(moment: datetime) -> int:
    """Letters that went out, or never will: who was told of what stays, the words and addresses go. How many."""
    old = OutboxMessage.objects.finished().filter(created_at__lt=moment).exclude(address="")
    by_address = old.filter(recipient__startswith="address:")
    by_address.update(recipient=NAMELESS)
    return old.update(**BLANK)


def empty_mailbox_before(moment: datetime) -> int:
    deleted, _kinds = MailboxMessage.objects.filter(at__lt=moment).delete()
    return deleted


def relay() -> int:
    """Publish a task for each message that is due; how many were published.

    Each is set aside until its lease ends, so that the next sweep, two seconds later, leaves it alone while it
    stands in the queue, and takes it up again if the queue lost it. A broker that is down costs nothing: what
    was not published stays due.
    """
    keys = _set_aside()
    published = 0
    try:
        for key in keys:
            send_message.delay(key)
            published += 1
    finally:
        _give_back(keys[published:])
    return published


@transaction.atomic
def hear_of_delivery(number: str, *, is_delivered: bool, name: str) -> bool:
    """What a gateway reports of a text message, as often as it likes; whether it is one of ours."""
    found = OutboxMessage.objects.filter(channel=Channel.SMS, gateway_number=number)
    if is_delivered:
        return bool(found.update(delivery=OutboxMessage.Delivery.DELIVERED))
    # What has arrived is not undone by a report that was late.
    found.exclude(delivery=OutboxMessage.Delivery.DELIVERED).update(
        delivery=OutboxMessage.Delivery.UNDELIVERED, last_error=name[:500]
    )
    return found.exists()


@transaction.atomic
def _set_aside() -> list[int]:
    now = timezone.now()
    due = OutboxMessage.objects.due(now).select_for_update().order_by("next_attempt_at", "pk")
    keys = list(due.values_list("pk", flat=True)[:RELAY_AT_ONCE])
    OutboxMessage.objects.filter(pk__in=keys).update(
        state=OutboxMessage.State.WAITING,  # also what a worker had in hand when it died
        next_attempt_at=now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS),
    )
    return keys


def _give_back(keys: list[int]) -> None:
    if keys:
        OutboxMessage.objects.unsent().filter(pk__in=keys).update(next_attempt_at=timezone.now())


def _insert_once(message: OutboxMessage) -> OutboxMessage:
    """Of two that write the same message at once, the second finds the first's row."""
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        return OutboxMessage.objects.get(cause=message.cause, recipient=message.recipient, channel=message.channel)
    return message
