"""Text messages by a gateway, over a real socket: what it takes, what it refuses, and what it reports."""

import json
import logging

import pytest
from django.utils import timezone

from messaging import infobip, sending
from messaging.checks import text_messages_reach_somebody
from messaging.models import OutboxMessage
from messaging.tasks import send_message
from tests.messaging.gateway import ACCEPTED, KEY, NO_CREDIT, REJECTED, running_gateway

pytestmark = pytest.mark.django_db

State = OutboxMessage.State
SECRET = "a-long-word-that-nobody-guesses"


@pytest.fixture
def gateway(settings, monkeypatch):
    monkeypatch.setattr(infobip, "TIMEOUT", (0.5, 0.5))
    with running_gateway() as found:
        settings.SMS_BACKEND = "messaging.infobip.InfobipSender"
        settings.SMS_URL, settings.SMS_KEY, settings.SMS_SENDER = found.url, KEY, "Musharaka"
        settings.SMS_REPORT_SECRET = SECRET
        yield found


@pytest.fixture
def text(make_message):
    return make_message(
        channel="sms", address="+96891234567", template="phone_code", context={"code": "123456", "minutes": 10}
    )


def sent(message):
    send_message(message.pk)
    message.refresh_from_db()
    return message


def test_a_message_that_was_taken_is_sent(gateway, text):
    assert (sent(text).state, text.last_error) == (State.SENT, "")
    (taken,) = gateway.taken
    assert taken["destinations"] == [{"to": "96891234567", "messageId": text.gateway_number}]
    assert taken["content"] == {"text": text.text.strip()}
    assert taken["webhooks"]["delivery"]["url"].endswith(f"/messages/reports/{SECRET}/")


@pytest.mark.parametrize(
    ("then", "state", "error"),
    [
        (REJECTED, State.FAILED, "SmsRefused: REJECTED_DESTINATION"),
        (REJECTED | {"groupId": 2, "name": "UNDELIVERABLE_NOT_DELIVERED"}, State.FAILED, "UNDELIVERABLE"),
        (400, State.FAILED, "SmsRefused: 400 E400"),
        (NO_CREDIT, State.WAITING, "SmsFailed: REJECTED_NOT_ENOUGH_CREDITS"),
        (401, State.WAITING, "SmsFailed: 401 E401"),
        (403, State.WAITING, "SmsFailed: 403 E403"),
        (302, State.WAITING, "SmsFailed: 302"),
        (404, State.WAITING, "SmsFailed: 404"),
        (429, State.WAITING, "SmsFailed: 429 E429"),
        (500, State.WAITING, "SmsFailed: 500 E500"),
        (503, State.WAITING, "SmsFailed: 503 E503"),
        ("hang", State.WAITING, "SmsFailed: ReadTimeout"),
        ("cut", State.WAITING, "SmsFailed: ConnectionError"),
        ("garbage", State.WAITING, "nobody can read"),
    ],
)
def test_what_is_final_is_given_up_and_what_passes_is_tried_again(gateway, text, then, state, error):
    gateway.then = then
    assert (sent(text).state, error in text.last_error) == (state, True)


def test_a_wrong_key_is_tried_again_when_the_operator_has_mended_it(gateway, text, settings):
    settings.SMS_KEY = "wrong"
    assert (sent(text).state, text.last_error) == (State.WAITING, "SmsFailed: 401 E401")


def test_a_gateway_that_is_not_there_is_tried_again(gateway, text, settings):
    settings.SMS_URL = "http://127.0.0.1:1"
    assert sent(text).state == State.WAITING


def test_a_second_attempt_bears_the_same_number_and_nothing_is_sent_twice(gateway, text):
    gateway.then = 500
    first = sent(text).gateway_number
    gateway.then = ACCEPTED
    OutboxMessage.objects.update(next_attempt_at=timezone.now())
    assert (sent(text).state, text.gateway_number) == (State.SENT, first)
    send_message(text.pk)
    assert (len(gateway.taken), gateway.asked) == (1, 2)


@pytest.mark.parametrize("then", [REJECTED, 500, "hang", "cut"])
def test_no_log_holds_the_number_the_words_or_the_key(gateway, text, then, caplog):
    gateway.then = then
    with caplog.at_level(logging.INFO, logger="messaging"):
        sent(text)
    assert caplog.text
    assert not any(secret in caplog.text for secret in ("91234567", "123456", KEY, SECRET))


def reported(client, number, group, name="X", secret=SECRET):
    body = {"results": [{"messageId": number, "to": "96891234567", "status": {"groupId": group, "name": name}}]}
    return client.post(f"/messages/reports/{secret}/", json.dumps(body), content_type="application/json")


@pytest.mark.parametrize(
    ("groups", "delivery"),
    [
        ([3], "delivered"),
        ([2], "undelivered"),
        ([4], "undelivered"),
        ([5], "undelivered"),
        ([1], ""),
        ([3, 3], "delivered"),
        ([3, 4], "delivered"),
        ([4, 3], "delivered"),
    ],
)
def test_a_report_says_what_became_of_it_however_often_and_in_which_order(gateway, text, client, groups, delivery):
    number = sent(text).gateway_number
    assert {reported(client, number, group).status_code for group in groups} == {200}
    text.refresh_from_db()
    assert (text.delivery, text.state) == (delivery, State.SENT)


@pytest.mark.parametrize("secret", ["wrong", "%20", "a"])
def test_a_report_without_the_secret_is_not_heard(gateway, text, client, secret):
    assert reported(client, sent(text).gateway_number, 3, secret=secret).status_code == 403
    text.refresh_from_db()
    assert text.delivery == ""


def test_a_service_that_asked_for_no_reports_hears_none(gateway, client, settings):
    settings.SMS_REPORT_SECRET = ""
    assert reported(client, "x", 3, secret="x").status_code == 403


@pytest.mark.parametrize("body", ["", "x", "[]", "{}", '{"results": 5}', "[" * 100_000])
def test_a_report_that_is_none_is_refused(gateway, client, body):
    answer = client.post(f"/messages/reports/{SECRET}/", body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "report", [5, {}, {"messageId": "x"}, {"messageId": "x", "status": {"groupId": "y", "name": ""}}]
)
def test_one_report_that_nobody_can_read_does_not_keep_the_others_away(gateway, text, client, report):
    good = {"messageId": sent(text).gateway_number, "status": {"groupId": 3, "name": "DELIVERED_TO_HANDSET"}}
    body = json.dumps({"results": [report, good]})
    client.post(f"/messages/reports/{SECRET}/", body, content_type="application/json")
    text.refresh_from_db()
    assert text.delivery == "delivered"


def test_a_report_of_what_is_not_ours_changes_nothing(gateway, text, client, make_message):
    letter = make_message(7)
    assert reported(client, "", 3).status_code == 200
    letter.refresh_from_db()
    assert letter.delivery == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"SMS_KEY": ""}, ["messaging.E002"]),
        ({"SMS_URL": "", "SMS_SENDER": ""}, ["messaging.E002"]),
        ({"SMS_URL": "http://gateway.example"}, ["messaging.E003"]),
        ({"SMS_REPORT_SECRET": ""}, ["messaging.W002"]),
    ],
)
def test_the_operator_is_told_what_the_gateway_lacks(gateway, settings, changes, said):
    for name, value in changes.items():
        setattr(settings, name, value)
    found = text_messages_reach_somebody()
    assert [each.id for each in found] == said
    assert all(name in found[0].msg for name, value in changes.items() if said == ["messaging.E002"])


def test_the_lease_of_a_message_outlasts_the_gateways_patience(settings):
    assert sum(infobip.TIMEOUT) < settings.OUTBOX_LEASE_SECONDS
    assert sending.ATTEMPTS > 1
