"""Who has a contribution in hand."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from accounts.actions import end_role, grant_role
from accounts.scopes import Scope
from contributions.actions import withdraw
from moderation import actions, onward, queries
from moderation.actions.claiming import IN_HAND
from moderation.models import Claim
from workflow.errors import IllegalStep

QUEUE = "/ar/office/moderation/"


@pytest.fixture
def sent(make_contribution, citizen):
    return make_contribution(citizen)


def page_of(contribution):
    return f"{QUEUE}{contribution.reference}/"


def hand_of(contribution):
    return f"{page_of(contribution)}hand/"


WHO = [("citizen", False), ("policy_officer", False), ("ticket_officer", False), ("moderator", True)]


@pytest.mark.parametrize("act", [actions.claim, actions.take_over])
@pytest.mark.parametrize(("who", "may"), WHO)
def test_who_takes_a_contribution_in_hand(people, sent, act, who, may):
    if may:
        assert act(sent, by=people(who)).moderator == people(who)
    else:
        with pytest.raises(PermissionDenied):
            act(sent, by=people(who))


@pytest.mark.parametrize(("who", "may"), WHO)
def test_who_gives_a_contribution_to_a_moderator(people, sent, moderator, who, may):
    if may:
        assert actions.assign(sent, to=moderator, by=people(who)).until is None
    else:
        with pytest.raises(PermissionDenied):
            actions.assign(sent, to=moderator, by=people(who))


def test_nobody_is_given_what_they_may_not_decide(sent, moderator, citizen):
    with pytest.raises(IllegalStep):
        actions.assign(sent, to=citizen, by=moderator)


def test_what_somebody_opened_is_theirs(visit, moderator, other_moderator, sent):
    visit(moderator).get(page_of(sent))
    answer = visit(other_moderator).get(page_of(sent))
    assert answer.context["claim"].moderator == moderator
    assert "تولَّ النظر فيها" in answer.text
    assert 'name="decision"' not in answer.text


def test_what_somebody_opened_is_not_decided_by_another(moderator, other_moderator, sent):
    actions.claim(sent, by=moderator)
    with pytest.raises(IllegalStep, match=str(moderator)):
        actions.publish(sent, by=other_moderator)
    sent.refresh_from_db()
    assert sent.moderation == "submitted"


def test_what_lapsed_is_not_taken_up_again_past_who_has_it_in_hand(moderator, other_moderator, sent):
    actions.lapse(sent, by=None)
    actions.claim(sent, by=moderator)
    with pytest.raises(IllegalStep, match=str(moderator)):
        actions.resume(sent, by=other_moderator)


def test_what_was_left_open_is_anybody_s_after_a_while(moderator, other_moderator, sent):
    actions.claim(sent, by=moderator)
    Claim.objects.update(until=actions.claim(sent, by=moderator).until - IN_HAND - timedelta(seconds=1))
    assert actions.claim(sent, by=other_moderator).moderator == other_moderator


def test_what_was_given_does_not_run_out(moderator, other_moderator, sent):
    actions.assign(sent, to=moderator, by=other_moderator)
    actions.claim(sent, by=moderator)
    assert Claim.objects.get().until is None
    assert actions.claim(sent, by=other_moderator).moderator == moderator


def test_it_can_be_taken_over_and_the_slower_one_is_told(visit, moderator, other_moderator, sent):
    actions.claim(sent, by=moderator)
    visit(other_moderator).post(hand_of(sent), {"act": "take_over"})
    answer = visit(moderator).post(page_of(sent), {"decision": "publish"})
    assert answer.status_code == 409
    assert str(other_moderator) in answer.text


def test_a_decision_takes_it_out_of_everybody_s_hands(moderator, sent):
    actions.claim(sent, by=moderator)
    actions.publish(sent, by=moderator)
    assert not Claim.objects.exists()


def test_it_is_given_to_a_colleague_on_the_screen(visit, moderator, other_moderator, sent):
    visit(moderator).post(hand_of(sent), {"act": "give", "to": other_moderator.pk})
    assert Claim.objects.get().moderator == other_moderator


def test_giving_it_to_nobody_is_told(visit, moderator, sent):
    answer = visit(moderator).post(hand_of(sent), {"act": "give"}, follow=True)
    assert "اختر المشرف" in answer.text


def test_nobody_is_offered_who_may_not_decide(moderator, other_moderator, make_contribution):
    offered = queries.moderators(for_contribution=make_contribution(other_moderator))
    assert list(offered) == [moderator]


def test_letting_go_leads_to_the_next(visit, moderator, sent, make_contribution, neighbour):
    later = make_contribution(neighbour)
    visit(moderator).get(page_of(sent))
    answer = visit(moderator).post(hand_of(sent), {"act": "let_go"})
    assert later.reference in answer["Location"]
    assert not Claim.objects.filter(contribution=sent).exists()


def test_the_next_is_neither_one_s_own_nor_in_another_s_hands(
    moderator, other_moderator, sent, make_contribution, neighbour
):
    make_contribution(moderator)
    last = make_contribution(neighbour)
    actions.claim(sent, by=other_moderator)
    assert onward.next_in_queue(moderator) == last


def test_after_a_decision_the_way_goes_on_from_there(visit, moderator, make_contribution, citizen, neighbour):
    passed_over, decided = make_contribution(citizen), make_contribution(citizen)
    following = make_contribution(neighbour)
    answer = visit(moderator).post(page_of(decided), {"decision": "publish"})
    assert following.reference in answer["Location"]
    answer = visit(moderator).post(page_of(following), {"decision": "publish"})
    assert passed_over.reference in answer["Location"]


def test_one_s_own_are_a_view_of_the_queue(visit, moderator, other_moderator, sent, make_contribution, neighbour):
    actions.assign(make_contribution(neighbour), to=other_moderator, by=moderator)
    actions.assign(sent, to=moderator, by=other_moderator)
    rows = visit(moderator).get(f"{QUEUE}?view=mine").context["page"].object_list
    assert [row.contribution for row in rows] == [sent]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_one_in_hand_costs_the_same_queries_whatever_else_waits(
    visit, moderator, make_comment, citizen, django_assert_max_num_queries, language
):
    browser, opened = visit(moderator), make_comment(citizen).contribution
    address = f"/{language}/office/moderation/{opened.reference}/"
    browser.get(address)
    with django_assert_max_num_queries(40) as one:
        browser.get(address)
    for _each in range(9):
        make_comment(citizen)
    with django_assert_max_num_queries(40) as ten:
        browser.get(address)
    assert len(ten) <= len(one) + 2  # its neighbours in the queue are there now


@pytest.mark.parametrize("given", [True, False])
def test_what_its_author_withdraws_is_in_nobodys_hands(moderator, citizen, sent, given):
    actions.assign(sent, to=moderator, by=moderator) if given else actions.claim(sent, by=moderator)
    withdraw(sent, by=citizen)
    assert not Claim.objects.exists()


@pytest.mark.parametrize("in_hand_of", ["moderator", "other_moderator"])
def test_every_form_beside_it_can_be_sent(visit, people, moderator, sent, in_hand_of):
    """A form without its token is refused to everybody, by a check that the tests' own browser leaves out."""
    actions.claim(sent, by=people(in_hand_of))
    main = visit(moderator).get(page_of(sent)).text.partition("<main")[2].partition("</main>")[0]
    forms = re.findall(r'<form[^>]*method="post".*?</form>', main, re.DOTALL)
    addresses = [each for each in forms if hand_of(sent) in each]
    assert addresses
    assert [each for each in forms if "csrfmiddlewaretoken" not in each] == []


# --- whoever may no longer --------------------------------------------------------------------------------


@pytest.fixture
def given(sent, moderator, other_moderator):
    return actions.assign(sent, to=other_moderator, by=moderator)


def grant_of(moderator):
    return moderator.role_grants.get()


def test_whose_role_is_ended_keeps_nothing_that_was_given_to_them(given, other_moderator, administrator):
    end_role(grant_of(other_moderator), by=administrator)
    assert not Claim.objects.exists()


def test_whose_role_the_clock_ends_keeps_nothing_either(given, other_moderator):
    other_moderator.role_grants.update(ends_at=timezone.now())
    call_command("follow_roles")
    assert not Claim.objects.exists()


def test_what_another_role_of_theirs_covers_stays_with_them(given, other_moderator, administrator):
    buildings = grant_role(other_moderator, "moderator", scope=Scope("category", "buildings"), by=administrator)
    end_role(buildings, by=administrator)
    assert Claim.objects.get().moderator == other_moderator


def test_what_another_role_of_theirs_does_not_cover_goes_back(given, other_moderator, administrator):
    whole = grant_of(other_moderator)
    grant_role(other_moderator, "moderator", scope=Scope("category", "buildings"), by=administrator)
    end_role(whole, by=administrator)
    assert not Claim.objects.exists()
