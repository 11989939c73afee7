"""What moderation keeps from the public stands at no address that the resolver lists, and in no index."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from contributions.actions import amend, upload, uploads_of, withdraw
from contributions.actions.attaching import attach
from contributions.models import Contribution
from moderation import actions as moderation
from search.actions import drain
from search.queries import search
from tests.made_files import sent

HIDDEN = "كلمات لا يقرؤها أحد"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# Django's own places for files and switches, which know no contribution.
ELSEWHERE = re.compile(r"static|media|admin|documents|__debug__|i18n")


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern).lstrip("^").rstrip("$")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path


def filled(path: str, hidden: Contribution) -> list[str]:
    """With whatever of it an address may ask for; none for an address that asks for something else."""
    comment = getattr(hidden, "comment", None)
    values = {
        "reference": hidden.reference,
        "discussion_id": comment.discussion_id if comment else 0,
        "pk": hidden.pk,
        "number": hidden.pk,
        "slug": hidden.reference,
    }
    file = hidden.attachments.first()
    if file is not None:
        values |= {"token": file.token, "name": file.name}
    asked = PARAMETER.findall(path)
    if ELSEWHERE.search(path) or "(" in path or not set(asked) <= set(values):
        return []
    return ["/" + PARAMETER.sub(lambda match: str(values[match[1]]), path)]


@pytest.fixture
def published(make_comment, citizen, moderator):
    sent = make_comment(citizen, body="كلمات يقرؤها كل الناس في المدارس.").contribution
    moderation.publish(sent, by=moderator)
    return sent


def kept(make_comment, citizen, moderator, reason, state):
    made = make_comment(citizen, body=f"{HIDDEN} في المدارس.").contribution
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


@pytest.fixture(params=["submitted", "held", "asked", "removed", "withdrawn", "lapsed", "amended"])
def hidden(request, make_comment, citizen, moderator, reason, published):
    if request.param == "amended":
        amend(published, body=f"{HIDDEN} في المدارس.", by=citizen)
        return published
    return kept(make_comment, citizen, moderator, reason, request.param)


@pytest.mark.parametrize("who", ["anonymous", "neighbour"])
def test_nobody_else_reads_it_at_any_address(visit, people, hidden, who):
    reader = visit(people(who))
    with translation.override("ar"):  # the prefix of an address is that of the language that is spoken
        asked = sorted({path for known in addresses(get_resolver()) for path in filled(known, hidden)})
    assert f"/ar/contributions/{hidden.reference}/" in asked
    shown = [path for path in asked if HIDDEN in reader.get(path, follow=True).getvalue().decode(errors="replace")]
    assert shown == []


@pytest.fixture(params=["submitted", "held", "removed", "withdrawn", "lapsed", "taken_out", "unscanned"])
def hidden_file(request, make_comment, citizen, moderator, reason, settings):
    """Words that stand in a file alone."""
    key = uuid.uuid4()
    upload([sent("words.txt", HIDDEN.encode())], key=key, by=citizen)
    found = make_comment(citizen, submission_key=key).contribution
    attach(found, list(uploads_of(citizen, key)))
    if request.param in {"taken_out", "unscanned"}:
        moderation.publish(found, by=moderator)
    if request.param == "taken_out":
        moderation.take_out_attachment(found.attachments.get(), by=moderator, reason=reason)
    elif request.param == "unscanned":
        settings.CLAMD = "/nowhere"
    elif request.param != "submitted":
        hide(found, request.param, citizen, moderator, reason)
    return found


@pytest.mark.parametrize("who", ["anonymous", "neighbour"])
def test_nobody_else_reads_a_file_of_it_at_any_address(visit, people, hidden_file, who):
    reader = visit(people(who))
    with translation.override("ar"):
        asked = sorted({path for known in addresses(get_resolver()) for path in filled(known, hidden_file)})
    assert hidden_file.attachments.get().path in asked
    assert [path for path in asked if HIDDEN in read(reader, path)] == []


def test_its_author_reads_a_file_of_it(visit, citizen, hidden_file):
    assert HIDDEN in read(visit(citizen), hidden_file.attachments.get().path)


def read(reader, path) -> str:
    return reader.get(path, follow=True).getvalue().decode(errors="replace")


def test_its_author_reads_it(visit, citizen, hidden):
    page = "change/" if hidden.is_public else ""
    assert HIDDEN in visit(citizen).get(f"/ar/contributions/{hidden.reference}/{page}").text


def test_the_index_does_not_know_it(hidden):
    drain()
    assert not [hit for hit in search(HIDDEN).hits if HIDDEN in hit.document.body_ar]
