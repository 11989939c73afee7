"""Where something stands in the queue: by the day of its deadline, then by what the rules find in it, then by age."""

import pytest
from django.core.management import call_command

from contributions.actions import amend
from contributions.models import Contribution
from moderation import actions, onward, queries
from moderation.models import ListedWord
from moderation.screening import fingerprint

CALM = "أؤيد هذا البند لأن الطريق إلى المدرسة طويل في الشتاء."
PHONE = "اتصلوا بي على 99124470 لأشرح لكم حال الطريق إلى المدرسة."
LINK = "انظروا https://example.com/road لتعرفوا حال الطريق إلى المدرسة."


def order(moderator):
    return [each.pk for each in queries.queue("waiting", of=moderator)]


@pytest.fixture
def sent(make_comment, citizen):
    return lambda body: make_comment(citizen, body=body).contribution


def test_of_what_is_owed_on_one_day_the_riskier_comes_first(sent, moderator):
    calm, link, phone = sent(CALM), sent(LINK), sent(PHONE)
    assert order(moderator) == [phone.pk, link.pk, calm.pk]


def test_of_equal_risk_the_older_comes_first(sent, moderator):
    first, second = sent(CALM), sent(CALM + " وهو وعر.")
    assert order(moderator) == [first.pk, second.pk]


def test_what_is_owed_earlier_comes_before_any_risk(sent, moderator):
    calm, phone = sent(CALM), sent(PHONE)
    Contribution.objects.filter(pk=calm.pk).update(due_on="2026-01-01")
    assert order(moderator) == [calm.pk, phone.pk]


def test_the_day_of_its_deadline_is_kept_with_it(sent):
    assert sent(CALM).due_on is not None


def test_who_goes_on_comes_to_the_next_in_this_order_and_back(sent, moderator):
    calm, link, phone = sent(CALM), sent(LINK), sent(PHONE)
    assert onward.next_in_queue(moderator) == phone
    assert onward.next_in_queue(moderator, after=link) == calm
    assert onward.next_in_queue(moderator, after=link, backwards=True) == phone
    assert onward.next_in_queue(moderator, after=calm) is None


def test_changed_words_are_screened_anew(sent, citizen):
    calm = sent(CALM)
    amend(calm, body=PHONE, by=citizen)
    assert Contribution.objects.get(pk=calm.pk).risk > 0


def test_the_same_words_in_another_spelling_are_seen_to_be_sent_again(make_comment, citizen, neighbour):
    first = make_comment(citizen, body=CALM).contribution
    again = make_comment(neighbour, body=CALM.replace("أؤيد", "اؤيد").replace("البند", "البَنـد")).contribution
    assert [first.is_repeated, again.is_repeated] == [False, True]
    assert "repeated" in [hint.code for hint in queries.items([again])[0].hints]


def test_short_texts_are_often_the_same_and_mean_nothing_by_it(make_comment, citizen, neighbour):
    make_comment(citizen, body="أؤيد هذا البند.")
    assert not make_comment(neighbour, body="أؤيد هذا البند.").contribution.is_repeated


def test_a_text_without_words_has_no_fingerprint():
    assert fingerprint("… !!") == ""


def test_a_word_that_is_listed_later_moves_what_waits(sent, administrator, moderator):
    calm, other = sent(CALM), sent("لا أؤيد هذا البند لأن الطريق إلى المزرعة قصير.")
    actions.add_word(code="المزرعة", by=administrator)
    call_command("screen_waiting")
    assert order(moderator) == [other.pk, calm.pk]


def test_what_was_screened_already_is_not_written_again(sent, django_assert_num_queries):
    sent(CALM)
    ListedWord.objects.create(code="شيء")
    with django_assert_num_queries(3):  # the words, what waits, its texts
        call_command("screen_waiting")


def test_of_reports_those_that_many_share_come_first(make_comment, citizen, neighbour, moderator, reason, make_user):
    one, two = (make_comment(citizen, body=f"{CALM} {number}").contribution for number in (1, 2))
    for each in (one, two):
        actions.publish(each, by=moderator)
    actions.report(one, reason=reason, by=neighbour)
    for reader in (neighbour, make_user("another@example.org", "سعيد بن علي الحارثي")):
        actions.report(two, reason=reason, by=reader)
    assert list(queries.queue("reported", of=moderator)) == [two, one]
