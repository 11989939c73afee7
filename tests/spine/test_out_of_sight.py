"""What moderation keeps from the public stands at no address that the resolver lists, and in no index."""

from __future__ import annotations

import uuid

import pytest

from contributions.actions import amend, upload, uploads_of, withdraw
from contributions.actions.attaching import attach
from moderation import actions as moderation
from search.actions import drain
from search.queries import search
from tests.made_files import sent
from tests.spine.everywhere import addresses_of, read

HIDDEN = "كلمات لا يقرؤها أحد"


@pytest.fixture
def published(make_comment, citizen, moderator):
    sent = make_comment(citizen, body="كلمات يقرؤها كل الناس في المدارس.").contribution
    moderation.publish(sent, by=moderator)
    return sent


def kept(make_comment, citizen, moderator, reason, state):
    made = make_comment(citizen, body=f"{HIDDEN} في المدارس: {state}.").contribution
    hide(made, state, citizen, moderator, reason)
    return made


def hide(sent, state, citizen, moderator, reason):
    if state in {"held", "removed", "asked"}:
        step = {"held": moderation.hold, "removed": moderation.remove, "asked": moderation.ask_change}[state]
        step(sent, by=moderator, reason=reason)
    elif state == "withdrawn":
        withdraw(sent, by=citizen)
    elif state == "lapsed":
        moderation.lapse(sent, by=None)


KEPT = ["submitted", "held", "asked", "removed", "withdrawn", "lapsed"]


@pytest.fixture
def all_hidden(make_comment, citizen, moderator, reason, published):
    """One in each state, so that the addresses which ask for none of them are read once for all."""
    amend(published, body=f"{HIDDEN} في المدارس.", by=citizen)
    return [published, *(kept(make_comment, citizen, moderator, reason, state) for state in KEPT)]


@pytest.fixture(params=[*KEPT, "amended"])
def hidden(request, make_comment, citizen, moderator, reason, published):
    if request.param == "amended":
        amend(published, body=f"{HIDDEN} في المدارس.", by=citizen)
        return published
    return kept(make_comment, citizen, moderator, reason, request.param)


@pytest.mark.parametrize("who", ["anonymous", "neighbour"])
def test_nobody_else_reads_it_at_any_address(visit, people, all_hidden, who):
    reader, asked = visit(people(who)), addresses_of(*all_hidden)
    assert {f"/ar/contributions/{each.reference}/" for each in all_hidden} <= set(asked)
    assert [path for path in asked if HIDDEN in read(reader, path)] == []


FILES = ["submitted", "held", "removed", "withdrawn", "lapsed", "taken_out"]


@pytest.fixture
def keep_file(make_comment, citizen, moderator, reason, settings):
    """Words that stand in a file alone."""

    def kept_file(state):
        key = uuid.uuid4()
        upload([sent("words.txt", HIDDEN.encode())], key=key, by=citizen)
        found = make_comment(citizen, submission_key=key, body=f"كلمات في ملف: {state}.").contribution
        attach(found, list(uploads_of(citizen, key)))
        if state in {"taken_out", "unscanned"}:
            moderation.publish(found, by=moderator)
        if state == "taken_out":
            moderation.take_out_attachment(found.attachments.get(), by=moderator, reason=reason)
        elif state == "unscanned":
            settings.CLAMD = "/nowhere"
        elif state != "submitted":
            hide(found, state, citizen, moderator, reason)
        return found

    return kept_file


@pytest.mark.parametrize("who", ["anonymous", "neighbour"])
@pytest.mark.parametrize("states", [FILES, ["unscanned"]], ids=["kept", "unscanned"])
def test_nobody_else_reads_a_file_of_it_at_any_address(visit, people, keep_file, states, who):
    kept_files = [keep_file(state) for state in states]
    reader, asked = visit(people(who)), addresses_of(*kept_files)
    assert {each.attachments.get().path for each in kept_files} <= set(asked)
    assert [path for path in asked if HIDDEN in read(reader, path)] == []


@pytest.mark.parametrize("state", [*FILES, "unscanned"])
def test_its_author_reads_a_file_of_it(visit, citizen, keep_file, state):
    assert HIDDEN in read(visit(citizen), keep_file(state).attachments.get().path)


def test_its_author_reads_it(visit, citizen, hidden):
    page = "change/" if hidden.is_public else ""
    assert HIDDEN in visit(citizen).get(f"/ar/contributions/{hidden.reference}/{page}").text


def test_the_index_does_not_know_it(hidden):
    drain()
    assert not [hit for hit in search(HIDDEN).hits if HIDDEN in hit.document.body_ar]
