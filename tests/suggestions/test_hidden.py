"""What was said about a text that is out of sight is out of sight with it, and tells nobody its title."""

import pytest

from contributions import kinds
from contributions.models import Discussion
from contributions.search_documents import findable
from moderation import actions as moderation


@pytest.fixture
def hidden(suggestion, moderator, reason, say, neighbour, publish):
    """A suggestion on which there is a published comment, taken out of sight."""
    publish(say(suggestion, by=neighbour).contribution)
    assert findable().filter(discussion=suggestion.discussion_id).exists()
    moderation.remove(suggestion.contribution, by=moderator, reason=reason)
    return suggestion


@pytest.mark.parametrize("who", ["citizen", "neighbour", "policy_officer"])
def test_the_page_to_comment_on_it_does_not_exist(visit, people, hidden, who):
    answer = visit(people(who)).get(f"/ar/contributions/comment/{hidden.discussion_id}/")
    assert answer.status_code == 404


def test_who_was_writing_gets_the_words_back_and_not_the_text(visit, neighbour, hidden):
    address = f"/ar/contributions/comment/{hidden.discussion_id}/"
    page = visit(neighbour).post(address, {"body": "كلام كُتب قبل الحجب بقليل."}, follow=True).content.decode()
    assert "كلام كُتب قبل الحجب بقليل." in page
    assert hidden.contribution.text.title not in page


def test_a_comment_on_it_is_no_longer_findable(hidden):
    assert not findable().filter(discussion=hidden.discussion_id).exists()
    assert not Discussion.objects.filter(kinds.about_something_public(), pk=hidden.discussion_id).exists()
