"""Where an author takes their own words back, and what asks them once more."""

import pytest

from contributions.actions import answer, withdraw


@pytest.fixture
def sent(make_comment, citizen):
    return make_comment(citizen).contribution


def withdrawal_of(contribution, language="ar"):
    return f"/{language}/contributions/{contribution.reference}/withdraw/"


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("neighbour", 404), ("moderator", 404), ("citizen", 200)]
)
def test_who_is_asked_before_a_withdrawal(visit, people, sent, who, status):
    assert visit(people(who)).get(withdrawal_of(sent)).status_code == status


def test_what_is_withdrawn_asks_no_more(visit, citizen, sent):
    withdraw(sent, by=citizen)
    assert visit(citizen).get(withdrawal_of(sent)).url == f"/ar/contributions/{sent.reference}/"


@pytest.mark.parametrize(("who", "offered"), [("citizen", True), ("neighbour", False), ("anonymous", False)])
def test_who_is_offered_to_withdraw_a_published_suggestion(visit, people, make_suggestion, publish, who, offered):
    contribution = publish(make_suggestion().contribution)
    page = visit(people(who)).get(f"/ar/suggestions/{contribution.reference}/").content.decode()
    assert (withdrawal_of(contribution) in page) is offered


def test_the_author_is_offered_to_withdraw_a_published_comment_where_it_stands(
    visit, citizen, neighbour, make_suggestion, publish, say
):
    suggestion = make_suggestion()
    publish(suggestion.contribution)
    said = publish(say(suggestion, by=neighbour).contribution)
    address = f"/ar/suggestions/{suggestion.reference}/"
    assert withdrawal_of(said) in visit(neighbour).get(address).content.decode()
    assert withdrawal_of(said) not in visit(citizen).get(address).content.decode()


def test_what_the_ministry_has_answered_offers_no_withdrawal(visit, citizen, policy_officer, sent, publish):
    publish(sent)
    answer(sent, by=policy_officer, decision="noted", answer_ar="نشكرك.", answer_en="")
    assert withdrawal_of(sent) not in visit(citizen).get("/ar/contributions/mine/").content.decode()
