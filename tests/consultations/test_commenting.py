"""The closing second, by the server's clock: one second before it a comment is received, at it no more."""

import uuid
from datetime import timedelta

import pytest

from consultations.models import ClauseKey
from contributions.models import Comment
from tests.consultations.conftest import CLOSES, OPENS


@pytest.fixture
def send(visit, consultation, citizen, notice):
    """Maryam presses "send" on clause 6."""
    discussion = ClauseKey.objects.get(key="clause-6").discussion_id
    voice = citizen.representations.get().pk
    data = {"body": "خمس وأربعون دقيقة كثيرة.", "stance": "for", "voice": voice, "consent": "on", "notice": notice.pk}

    def press():
        key = {"submission_key": str(uuid.uuid4())}
        return visit(citizen).post(f"/ar/contributions/comment/{discussion}/", data | key, follow=True)

    return press


@pytest.mark.parametrize(
    ("moment", "received"),
    [
        (OPENS - timedelta(seconds=1), 0),
        (OPENS, 1),
        (CLOSES - timedelta(seconds=1), 1),
        (CLOSES, 0),
        (CLOSES + timedelta(seconds=1), 0),
    ],
)
def test_a_comment_is_received_while_the_consultation_is_open(send, at, moment, received):
    at(moment)
    send()
    assert Comment.thread.count() == received


def test_what_comes_too_late_is_refused_with_the_text_kept(send, at):
    at(CLOSES)
    response = send()
    assert response.redirect_chain == [(response.request["PATH_INFO"], 302)]
    assert "خمس وأربعون دقيقة كثيرة." in response.content.decode()


def test_a_comment_names_the_clause_as_it_read(send, at):
    at(OPENS)
    send()
    contribution = Comment.thread.get().contribution
    clause = ClauseKey.objects.get(key="clause-6").versions.get()
    assert (contribution.about, contribution.about_hash) == ("clause:transport/clause-6@1", clause.hash)
