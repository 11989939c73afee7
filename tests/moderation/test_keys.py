"""The keys that the bar names, and those that act."""

import re

import pytest

from moderation import actions

QUEUE = "/en/office/moderation/"
# The script itself moves by these, and finds the digits by the list of reasons.
BY_SCRIPT = {"J", "K", "?"}


@pytest.fixture
def sent(make_contribution, citizen):
    return make_contribution(citizen)


def named(page):
    bar = page.partition("data-keys hidden")[2].partition("data-keys-toggle")[0]
    return set(re.findall(r"<kbd>([A-Z?])</kbd>", bar)) - BY_SCRIPT


def acting(page):
    return set(re.findall(r'data-key="Key([A-Z])"', page)) - BY_SCRIPT


def waiting(sent, **people):
    pass


def in_other_hands(sent, other_moderator, **people):
    actions.claim(sent, by=other_moderator)


def held(sent, moderator, reason, **people):
    actions.hold(sent, by=moderator, reason=reason)


def published(sent, moderator, **people):
    actions.publish(sent, by=moderator)


def appealed(sent, moderator, reason, citizen, **people):
    actions.hold(sent, by=moderator, reason=reason)
    actions.appeal(sent, words="لا أذكر اسمًا.", by=citizen)


@pytest.mark.parametrize("become", [waiting, in_other_hands, held, published, appealed])
def test_the_bar_names_the_keys_that_act_and_no_others(
    visit, moderator, other_moderator, citizen, reason, sent, become
):
    become(sent, moderator=moderator, other_moderator=other_moderator, citizen=citizen, reason=reason)
    page = visit(moderator).get(f"{QUEUE}{sent.reference}/").text
    assert named(page) == acting(page)


def test_what_a_colleague_has_in_hand_is_taken_over_by_a_key(visit, moderator, other_moderator, sent):
    actions.claim(sent, by=other_moderator)
    page = visit(moderator).get(f"{QUEUE}{sent.reference}/").text
    assert "<kbd>T</kbd> take it over" in page
    assert 'value="take_over" data-key="KeyT"' in page


def test_one_s_own_text_names_no_key_that_decides(visit, moderator, make_contribution):
    page = visit(moderator).get(f"{QUEUE}{make_contribution(moderator).reference}/").text
    assert (named(page), "<kbd>Enter</kbd>" in page) == (set(), False)


@pytest.mark.parametrize("view", ["waiting", "unseen", "held"])
def test_in_the_queue_only_keys_that_act_are_named(visit, moderator, sent, view):
    page = visit(moderator).get(f"{QUEUE}?view={view}").text
    assert named(page) - {"X"} == acting(page) - {"A", "G"}


@pytest.mark.parametrize("address", ["", "{reference}/"])
def test_each_reason_shows_the_digit_that_chooses_it(visit, moderator, sent, reason, address):
    page = visit(moderator).get(QUEUE + address.format(reference=sent.reference)).text
    assert ">1 · Personal data (point 7)</option>" in page


def test_where_no_digit_acts_none_is_shown(visit, neighbour, citizen, make_comment, publish, reason):
    sent = publish(make_comment(citizen).contribution)
    page = visit(neighbour).get(f"/en/reports/{sent.reference}/").text
    assert ">Personal data (point 7)</option>" in page
