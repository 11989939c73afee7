"""What is written down: one number from the page to the message, and nobody's words or addresses."""

import json
import logging
import uuid

import pytest
from django.core import mail

from config.logs import Line, Readable
from messaging import actions, sending
from messaging.models import OutboxMessage
from messaging.tracing import request_id
from tests.conftest import voice_of

NUMBER = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def record():
    def make(message, **fields):
        return logging.makeLogRecord(
            {"name": "room", "levelname": "INFO", "msg": message, "request_id": NUMBER} | fields
        )

    return make


def test_a_line_is_json_with_the_number_of_the_request(record):
    line = json.loads(Line().format(record("message 7: sent")))
    assert (line["message"], line["request_id"], line["level"]) == ("message 7: sent", NUMBER, "INFO")


@pytest.mark.parametrize("formatter", [Line(), Readable()])
@pytest.mark.parametrize("personal", ["maryam@example.om", "+968 9123 4567"])
def test_an_address_is_blotted_out(record, formatter, personal):
    assert personal not in formatter.format(record(f"{personal} was refused"))


def test_what_else_hangs_on_a_record_stays_out(record):
    assert "مريم" not in Line().format(record("refused", request="<GET /ar/search/?q=مريم>", user="مريم"))


def test_a_page_goes_by_its_route(client, db, caplog):
    with caplog.at_level(logging.INFO, logger="musharaka.request"):
        client.get("/ar/search/?q=سر")
    said = next(each for each in caplog.records if each.name == "musharaka.request")
    assert "سر" not in said.getMessage()
    assert (said.route, said.status_code) == ("ar/search/", 200)


def test_a_well_formed_number_is_kept(client, db):
    assert client.get("/healthz", headers={"X-Request-ID": NUMBER})["X-Request-ID"] == NUMBER


@pytest.mark.parametrize("number", ["", "42", "x" * 32, NUMBER + "0", f"{{{NUMBER}}}", "urn:uuid:" + NUMBER])
def test_any_other_number_is_replaced(client, db, number):
    given = client.get("/healthz", headers={"X-Request-ID": number})["X-Request-ID"]
    assert given != number
    assert uuid.UUID(given)


@pytest.fixture
def comment_sent(visit, citizen, discussion, notice):
    """Maryam has sent a comment, and her request had a number."""
    data = {
        "body": "أوافق على هذا البند.",
        "voice": voice_of(citizen).pk,
        "consent": "on",
        "notice": notice.pk,
        "submission_key": uuid.uuid4(),
    }
    path = f"/ar/contributions/comment/{discussion.pk}/"
    assert visit(citizen).post(path, data, headers={"X-Request-ID": NUMBER}).status_code == 302


def test_one_number_runs_from_the_page_to_the_message_that_was_sent(comment_sent, monkeypatch, caplog):
    monkeypatch.setattr(actions.send_message, "delay", sending.send)
    with caplog.at_level(logging.INFO, logger="messaging.sending"):
        actions.relay()
    message = OutboxMessage.objects.get(request_id=NUMBER)
    assert [sent.extra_headers["X-Request-ID"] for sent in mail.outbox] == [NUMBER]
    assert f"message {message.pk}: sent" in caplog.messages


def test_the_task_speaks_under_the_number_of_its_message(comment_sent, monkeypatch):
    heard = []
    monkeypatch.setattr(sending, "deliver", lambda message: heard.append(request_id()))
    sending.send(OutboxMessage.objects.get(request_id=NUMBER).pk)
    assert heard == [NUMBER]
    assert request_id() != NUMBER
