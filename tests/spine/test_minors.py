"""What no guardian has confirmed stands nowhere but on its author's own pages; and no minor is named anywhere."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.utils import timezone

from contributions.actions import confirm_as_guardian, decline_as_guardian, withdraw
from contributions.models import Confirmation
from moderation.actions import publish
from search.actions import drain
from search.queries import search
from tests.spine.everywhere import addresses_of, read
from tests.spine.test_out_of_sight import HIDDEN

NAME = "سارة بنت هلال"


def showing(reader, contribution, words):
    paths = addresses_of(contribution)
    assert f"/ar/contributions/{contribution.reference}/" in paths
    return [path for path in paths if words in read(reader, path)]


@pytest.fixture
def send_unconfirmed(make_comment, pupil):
    """A pupil's text that no guardian has confirmed, and what became of it."""

    def send(state):
        sent = make_comment(pupil, body=f"{HIDDEN} في المدارس.").contribution
        if state == "declined":
            decline_as_guardian(sent.confirmation)
        elif state == "lapsed":
            Confirmation.objects.update(due_at=timezone.now())
            call_command("lapse_unconfirmed")
        elif state == "withdrawn":
            withdraw(sent, by=pupil)
        sent.refresh_from_db()
        return sent

    return send


STAFF = ["moderator", "policy_officer", "administrator"]
ENDED = ["declined", "lapsed", "withdrawn"]


@pytest.mark.parametrize(
    ("state", "who"),
    [*[("unconfirmed", who) for who in ("anonymous", *STAFF)], *[(state, "moderator") for state in ENDED]],
)
def test_nobody_else_reads_at_any_address_what_no_guardian_confirmed(visit, people, send_unconfirmed, state, who):
    assert showing(visit(people(who)), send_unconfirmed(state), HIDDEN) == []


@pytest.mark.parametrize("state", ["unconfirmed", *ENDED])
def test_nobody_else_learns_that_there_is_such_a_text(visit, send_unconfirmed, moderator, state):
    sent = send_unconfirmed(state)
    assert visit().get(f"/ar/contributions/{sent.reference}/").status_code == 404
    assert visit(moderator).get(f"/ar/office/moderation/{sent.reference}/").status_code == 404


@pytest.mark.parametrize("state", ["unconfirmed", *ENDED])
def test_the_index_does_not_know_it(send_unconfirmed, state):
    send_unconfirmed(state)
    drain()
    assert not [hit for hit in search(HIDDEN).hits if HIDDEN in hit.document.body_ar]


@pytest.fixture
def published(make_comment, pupil, moderator):
    sent = make_comment(pupil, body="نحتاج إلى مظلّات في ساحة المدرسة.").contribution
    confirm_as_guardian(sent.confirmation)
    publish(sent, by=moderator)
    return sent


def test_a_minor_is_named_at_no_address_page_file_or_feed(visit, published):
    assert showing(visit(), published, NAME) == []


def test_a_minor_is_named_in_no_search(published):
    drain()
    found = search("مظلّات في ساحة المدرسة").hits
    assert [hit.document.party for hit in found] == ["س. ه."]
    assert "هلال" not in str(found[0].document)
