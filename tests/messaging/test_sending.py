import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from messaging import sending
from messaging.backends import MailboxBackend
from messaging.emails import build
from messaging.models import MailboxMessage, OutboxMessage
from messaging.sms import MailboxSender, SmsFailed, SmsRefused
from messaging.tasks import send_message

pytestmark = pytest.mark.django_db

State = OutboxMessage.State


@pytest.fixture
def fails_with(monkeypatch):
    def fail(error):
        def deliver(message):
            raise error

        monkeypatch.setattr(sending, "deliver", deliver)

    return fail


def test_sending_marks_the_message_as_sent(make_message):
    message = make_message()
    send_message(message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts, len(mail.outbox)) == (State.SENT, 1, 1)
    assert message.sent_at is not None


def test_a_task_that_runs_twice_sends_once(make_message):
    message = make_message()
    for _ in range(2):
        send_message(message.pk)
    assert len(mail.outbox) == 1


def test_of_two_workers_one_takes_the_message(make_message):
    message = make_message()
    assert sending.claim(message.pk) is not None
    assert sending.claim(message.pk) is None


def test_a_task_for_a_row_that_is_not_there_does_nothing(db):
    send_message(12345)
    assert mail.outbox == []


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"later")}),
        SmsFailed(),
    ],
)
def test_a_passing_fault_is_tried_again_later(make_message, fails_with, error):
    message = make_message()
    fails_with(error)
    send_message(message.pk)
    message.refresh_from_db()
    assert message.state == State.WAITING
    assert message.next_attempt_at > timezone.now()
    assert message.last_error.startswith(type(error).__name__)


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such person")}),
        SmsRefused(),
        ValueError("Invalid address"),
    ],
)
def test_what_is_refused_for_good_is_given_up(make_message, fails_with, error):
    message = make_message()
    fails_with(error)
    send_message(message.pk)
    message.refresh_from_db()
    assert message.state == State.FAILED


def test_a_message_is_tried_so_often_and_then_given_up(make_message, fails_with):
    message = make_message()
    fails_with(TimeoutError())
    for _ in range(sending.ATTEMPTS + 3):
        send_message(message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.FAILED, sending.ATTEMPTS)


def test_a_message_that_kills_every_worker_is_given_up(make_message):
    message = make_message()
    OutboxMessage.objects.update(attempts=sending.ATTEMPTS)
    assert sending.claim(message.pk) is None
    message.refresh_from_db()
    assert message.state == State.FAILED


def test_the_wait_doubles_and_stays_below_an_hour():
    waits = [sending.wait_after(attempt) for attempt in range(1, 12)]
    assert waits[:3] == [timedelta(seconds=10), timedelta(seconds=20), timedelta(seconds=40)]
    assert waits[-1] == timedelta(hours=1)


def test_a_slow_worker_that_fails_late_does_not_undo_the_next_ones_claim(make_message):
    make_message()
    slow = sending.claim(OutboxMessage.objects.get().pk)
    OutboxMessage.objects.update(state=State.WAITING)  # its lease has ended, and the relay took it up again
    sending.claim(slow.pk)
    sending.retry_later(slow, TimeoutError())
    assert OutboxMessage.objects.get().state == State.SENDING


def test_an_unknown_fault_is_not_swallowed(make_message, fails_with):
    message = make_message()
    fails_with(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        send_message(message.pk)


def test_the_mailbox_keeps_a_repeated_mail_once(make_message):
    letter = build(make_message())
    MailboxBackend().send_messages([letter, letter])
    kept = MailboxMessage.objects.get()
    assert (kept.to, kept.language) == ("reader1@example.org", "ar")


def test_the_mailbox_keeps_a_repeated_text_message_once(make_message):
    message = make_message(channel="sms", address="+96892123456")
    send_message(message.pk)
    MailboxSender().send(
        to="+96892123456", text="again", reference=MailboxMessage.objects.get().message_id, language="ar"
    )
    assert MailboxMessage.objects.get().text == message.text
