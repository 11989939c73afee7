from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from kombu.exceptions import OperationalError

from messaging import actions, sending
from messaging.actions import relay
from messaging.models import OutboxMessage

pytestmark = pytest.mark.django_db

State = OutboxMessage.State


@pytest.fixture
def published(monkeypatch):
    """What was handed to the broker."""
    keys = []
    monkeypatch.setattr(actions.send_message, "delay", keys.append)
    return keys


@pytest.fixture
def let_time_pass(settings):
    def pass_by(seconds):
        for message in OutboxMessage.objects.all():
            message.next_attempt_at -= timedelta(seconds=seconds)
            message.save()

    return pass_by


def test_what_is_due_is_published(make_message, published):
    message = make_message()
    assert (relay(), published) == (1, [message.pk])


def test_what_stands_in_the_queue_is_left_alone(make_message, published):
    make_message()
    relay()
    assert relay() == 0


def test_what_the_queue_lost_is_published_again(make_message, published, let_time_pass, settings):
    message = make_message()
    relay()
    let_time_pass(settings.OUTBOX_LEASE_SECONDS + 1)
    relay()
    assert published == [message.pk] * 2


def test_what_a_worker_had_in_hand_when_it_died_is_published_and_taken_again(
    make_message, published, let_time_pass, settings
):
    message = make_message()
    sending.claim(message.pk)
    assert relay() == 0
    let_time_pass(settings.OUTBOX_LEASE_SECONDS + 1)
    assert relay() == 1
    assert sending.claim(message.pk) is not None


@pytest.mark.parametrize("state", [State.SENT, State.FAILED])
def test_what_is_finished_is_never_published(make_message, published, state):
    make_message()
    OutboxMessage.objects.update(state=state)
    assert relay() == 0


def test_what_waits_for_its_next_attempt_is_left_alone(make_message, published):
    make_message()
    OutboxMessage.objects.update(next_attempt_at=timezone.now() + timedelta(minutes=1))
    assert relay() == 0


def test_a_broker_that_is_down_loses_nothing(make_message, monkeypatch, published):
    for number in range(3):
        make_message(number)

    def second_time_fails(key):
        if published:
            raise OperationalError("down")
        published.append(key)

    monkeypatch.setattr(actions.send_message, "delay", second_time_fails)
    with pytest.raises(CommandError, match="Nothing is lost"):
        call_command("relay_outbox")
    assert OutboxMessage.objects.due(timezone.now()).count() == 2


def test_a_sweep_takes_so_many_and_the_next_one_the_rest(make_message, published, monkeypatch):
    monkeypatch.setattr(actions, "RELAY_AT_ONCE", 2)
    for number in range(3):
        make_message(number)
    assert [relay(), relay()] == [2, 1]
