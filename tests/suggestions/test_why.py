"""What an author reads of something that the public may not."""

import pytest

from contributions.actions import withdraw
from moderation.actions import ask_change, hold, remove, restore


@pytest.fixture
def sent(make_comment, citizen):
    return make_comment(citizen).contribution


@pytest.fixture(params=["contributions", "suggestions"])
def address(request):
    """The own page of a comment, and that of a suggestion."""
    return request.param


@pytest.fixture
def held(request, address, citizen, moderator, reason):
    """Held back with a message, whatever its kind."""
    name = "sent" if address == "contributions" else "proposal"
    contribution = request.getfixturevalue(name)
    hold(contribution, by=moderator, reason=reason, message="احذف رقم الهاتف من السطر الثاني.")
    return contribution


@pytest.fixture
def proposal(make_suggestion):
    return make_suggestion().contribution


def page_of(browser, address, contribution, language="ar"):
    return browser.get(f"/{language}/{address}/{contribution.reference}/").content.decode()


def test_the_author_reads_the_reason_in_words(visit, citizen, held, address):
    assert "Personal data" in page_of(visit(citizen), address, held, "en")
    assert "بيانات شخصية" in page_of(visit(citizen), address, held)


def test_the_author_reads_the_text_of_the_point(visit, citizen, held, address):
    assert str(held.cited_point.body_ar) in page_of(visit(citizen), address, held)


def test_the_author_reads_which_version_of_the_policy_was_in_force(visit, citizen, held, address):
    assert "Version 1 of the policy, in force from" in page_of(visit(citizen), address, held, "en")


def test_the_author_reads_what_the_moderator_wrote(visit, citizen, held, address):
    assert "احذف رقم الهاتف" in page_of(visit(citizen), address, held)


def test_the_author_is_led_to_the_appeal(visit, citizen, held, address):
    assert f'href="/ar/appeals/{held.reference}/"' in page_of(visit(citizen), address, held)


def test_nobody_else_reads_what_the_moderator_wrote(visit, publish, sent, neighbour, moderator, reason):
    publish(sent)
    remove(sent, by=moderator, reason=reason, message="احذف رقم الهاتف من السطر الثاني.")
    page = page_of(visit(neighbour), "contributions", sent)
    assert "بيانات شخصية" in page
    assert "احذف رقم الهاتف" not in page


def test_what_was_restored_and_then_withdrawn_tells_no_old_reason(visit, sent, citizen, moderator, reason):
    remove(sent, by=moderator, reason=reason)
    restore(sent, by=moderator)
    withdraw(sent, by=citizen)
    assert "بيانات شخصية" not in page_of(visit(citizen), "contributions", sent)


@pytest.mark.parametrize("kind", ["sent", "proposal"])
def test_the_change_that_is_asked_for_is_offered_once(request, visit, citizen, moderator, reason, kind):
    contribution = request.getfixturevalue(kind)
    ask_change(contribution, by=moderator, reason=reason)
    page = page_of(visit(citizen), "contributions" if kind == "sent" else "suggestions", contribution)
    assert page.count(f'href="/ar/contributions/{contribution.reference}/change/"') == 1
