"""Something held back, and an author who objects."""

import pytest

from moderation import actions

GROUNDS = "لا أذكر في نصي اسمًا ولا رقمًا، فأرجو إعادة النظر."


@pytest.fixture
def held(make_contribution, citizen, moderator, reason):
    contribution = make_contribution(citizen)
    actions.hold(contribution, by=moderator, reason=reason)
    return contribution


@pytest.fixture
def appealed(held, citizen):
    return actions.appeal(held, words=GROUNDS, by=citizen)
