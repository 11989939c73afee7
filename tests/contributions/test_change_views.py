"""The page on which authors change their words."""

import pytest

from contributions.actions import waiting_amendment
from contributions.models import Contribution
from tests.conftest import NEW_WORDS


@pytest.fixture
def sent(make_comment, citizen):
    return make_comment(citizen).contribution


def page(sent):
    return f"/ar/contributions/{sent.reference}/change/"


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("citizen", 200), ("neighbour", 404), ("moderator", 404)]
)
def test_who_opens_it(visit, people, sent, who, status):
    assert visit(people(who)).get(page(sent)).status_code == status


def test_it_holds_the_words_as_they_were_last_written(visit, citizen, published):
    reader = visit(citizen)
    reader.post(page(published), {"body": NEW_WORDS})
    assert NEW_WORDS in reader.get(page(published)).text


def test_what_is_sent_leads_back_to_the_contribution(visit, citizen, sent):
    answer = visit(citizen).post(page(sent), {"body": NEW_WORDS})
    assert answer.headers["Location"] == f"/ar/contributions/{sent.reference}/"
    assert Contribution.objects.get(pk=sent.pk).text.body == NEW_WORDS


@pytest.mark.parametrize("body", ["", "س" * 4001, "My son is in grade three and leaves at dawn."])
def test_what_cannot_be_received_comes_back_with_the_words(visit, citizen, sent, body):
    answer = visit(citizen).post(page(sent), {"body": body})
    assert answer.status_code == 422
    assert body in answer.text


def test_what_the_ministry_took_up_meanwhile_is_told_and_the_words_are_kept(visit, citizen, published):
    Contribution.objects.filter(pk=published.pk).update(decision="under_study")
    answer = visit(citizen).post(page(published), {"body": NEW_WORDS})
    assert answer.status_code == 409
    assert NEW_WORDS in answer.text
    assert "شرعت الوزارة" in answer.text


def test_the_ministry_s_answers_have_no_such_page(visit, policy_officer, make_contribution):
    answer = make_contribution(policy_officer)
    assert visit(policy_officer).get(page(answer)).status_code == 404


@pytest.mark.parametrize("where", ["/ar/contributions/mine/", "/ar/contributions/{reference}/"])
def test_it_is_offered_to_its_author(visit, citizen, sent, where):
    assert page(sent) in visit(citizen).get(where.format(reference=sent.reference)).text


def test_a_stranger_reads_nothing_of_a_wording_that_waits(visit, citizen, neighbour, published):
    visit(citizen).post(page(published), {"body": NEW_WORDS})
    assert waiting_amendment(published)
    for reader in (visit(), visit(neighbour)):
        assert NEW_WORDS not in reader.get(f"/ar/contributions/{published.reference}/", follow=True).text
