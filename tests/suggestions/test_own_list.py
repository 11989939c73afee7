"""The list of one's own contributions."""

import pytest

from moderation.actions import remove

ADDRESS = "/ar/contributions/mine/"


@pytest.fixture
def sent(make_comment, citizen):
    return make_comment(citizen).contribution


def test_a_comment_names_its_clause_with_a_link(visit, citizen, sent):
    page = visit(citizen).get(ADDRESS).content.decode()
    assert 'href="/ar/consultations/transport/#clause-6"' in page
    assert "البند 6: زمن الرحلة" in page


def test_a_comment_names_the_suggestion_it_speaks_of(visit, neighbour, suggestion, say):
    say(suggestion, by=neighbour)
    assert suggestion.title in visit(neighbour).get(ADDRESS).content.decode()


def test_a_hidden_suggestion_is_not_named(visit, neighbour, suggestion, say, moderator, reason):
    say(suggestion, by=neighbour)
    remove(suggestion.contribution, by=moderator, reason=reason)
    assert suggestion.title not in visit(neighbour).get(ADDRESS).content.decode()


def test_ten_take_as_many_queries_as_one(visit, citizen, make_comment, queries_of):
    browser = visit(citizen)
    make_comment(citizen)
    one = queries_of(lambda: browser.get(ADDRESS))
    for _ in range(9):
        make_comment(citizen)
    assert queries_of(lambda: browser.get(ADDRESS)) == one
