"""A moderator works on a part of the queue: it goes with them from one text to the next."""

from itertools import pairwise

import pytest

from contributions.actions import amend
from moderation import actions, onward, queries
from moderation.models import Claim
from moderation.narrowing import WHOLE, Narrowing, Part
from tests.conftest import NEW_WORDS

pytestmark = pytest.mark.django_db

COMMENTS = Part(narrowing=Narrowing(kind="comment"))
QUEUE = "/ar/office/moderation/"


@pytest.fixture
def waiting(make_contribution, make_comment, citizen, neighbour):
    """A comment, a suggestion and two comments, in this order."""
    first = make_comment(citizen, body="أؤيد هذا البند كما هو.").contribution
    suggestion = make_contribution(neighbour, kind="suggestion", title="ظل في الساحة", body="نقترح مظلة من القماش.")
    second = make_comment(neighbour, body="تُقاس المسافة من باب البيت.").contribution
    return [first, suggestion, second, make_comment(citizen, body="والحافلات قديمة في قريتنا.").contribution]


def address(contribution, part):
    return f"{QUEUE}{contribution.reference}/{part.suffix}"


def decided(visit, moderator, contribution, part, decision="publish", **fields):
    browser = visit(moderator)
    page = browser.get(address(contribution, part))
    seen = {name: page.context[name] for name in ("seen", "words_seen")}
    sent = {"decision": decision, "seen": seen["seen"], "words": seen["words_seen"], **fields}
    return browser.post(address(contribution, part), sent)


def test_the_whole_queue_needs_nothing_in_an_address():
    assert (WHOLE.suffix, COMMENTS.suffix) == ("", "?view=waiting&kind=comment")


def test_a_narrowed_list_leads_to_its_texts_with_it(visit, moderator, waiting):
    page = visit(moderator).get(f"{QUEUE}{COMMENTS.suffix}").text
    assert address(waiting[0], COMMENTS).replace("&", "&amp;") in page
    assert waiting[1].reference not in page


def test_beside_a_text_stands_the_list_that_one_came_from(visit, moderator, waiting):
    first, suggestion, second, third = waiting
    page = visit(moderator).get(address(second, COMMENTS))
    assert [item.contribution for item in page.context["page"]] == [first, second, third]
    assert (page.context["preceding"], page.context["following"]) == (first, third)


def test_the_whole_queue_goes_on_to_what_comes_next(visit, moderator, waiting):
    assert decided(visit, moderator, waiting[0], WHOLE).url == address(waiting[1], WHOLE)


def test_a_decision_leads_to_the_next_of_the_part(visit, moderator, waiting):
    assert decided(visit, moderator, waiting[0], COMMENTS).url == address(waiting[2], COMMENTS)


def test_from_the_end_of_a_part_one_goes_back_to_what_was_passed_over(visit, moderator, waiting):
    assert decided(visit, moderator, waiting[3], COMMENTS).url == address(waiting[0], COMMENTS)


def test_after_the_last_of_a_part_stands_its_list_whatever_else_waits(visit, moderator, waiting):
    part = Part(narrowing=Narrowing(kind="suggestion"))
    assert decided(visit, moderator, waiting[1], part).url == f"{QUEUE}{part.suffix}"


def test_whoever_lets_one_go_goes_on_in_the_part(visit, moderator, waiting):
    browser = visit(moderator)
    browser.get(address(waiting[0], COMMENTS))
    page = browser.post(f"{QUEUE}{waiting[0].reference}/hand/{COMMENTS.suffix}", {"act": "let_go"})
    assert page.url == address(waiting[2], COMMENTS)


def test_what_is_in_a_colleague_s_hands_is_passed_over(moderator, other_moderator, waiting):
    actions.claim(waiting[2], by=other_moderator)
    assert Claim.objects.live().exists()
    assert onward.next_in_queue(moderator, part=COMMENTS, after=waiting[0]) == waiting[3]


@pytest.fixture
def reported(make_comment, citizen, neighbour, publish, reason):
    """Two comments that were reported: the first twice."""
    twice, once = (publish(make_comment(citizen, body=f"رأي {number}.").contribution) for number in (1, 2))
    actions.report(twice, reason=reason, note="", by=neighbour)
    actions.report(once, reason=reason, note="", by=neighbour)
    return twice, once


def test_reports_are_worked_off_one_after_another(visit, moderator, reported, waiting):
    part, (first, second) = Part("reported"), reported
    page = decided(visit, moderator, first, part, "dismiss_reports")
    assert page.url == address(second, part)
    assert decided(visit, moderator, second, part, "dismiss_reports").url == f"{QUEUE}{part.suffix}"


def test_whoever_dismisses_reports_is_told_who_hears_of_it(visit, moderator, reported):
    part = Part("reported")
    browser = visit(moderator)
    browser.force_login(moderator)
    decided(lambda _who: browser, moderator, reported[0], part, "dismiss_reports")
    assert "رُدّت البلاغات، وأُبلغ من قدّمها" in browser.get(f"{QUEUE}{part.suffix}").text


def test_the_list_of_reports_says_how_many_and_until_when(visit, moderator, reported):
    page = visit(moderator).get(f"{QUEUE}?view=reported")
    assert "بلاغ واحد" in page.text
    assert {item.deadline.kind for item in page.context["page"]} == {"report"}


def test_new_wordings_are_worked_off_one_after_another(visit, moderator, citizen, make_comment, publish):
    part = Part("amended")
    first, second = (publish(make_comment(citizen, body=f"رأي {number}.").contribution) for number in (1, 2))
    for each in (first, second):
        amend(each, body=f"{NEW_WORDS} {each.pk}", by=citizen)
    page = decided(visit, moderator, first, part, "publish_amendment")
    assert page.url == address(second, part)


@pytest.mark.parametrize("view", ["waiting", "published"])
def test_in_either_order_the_way_back_is_the_way_there(moderator, waiting, publish, view):
    if view == "published":
        for each in waiting:
            publish(each)
    listed = list(queries.queue(view, of=moderator))
    assert len(listed) == len(waiting)
    for one, following in pairwise(listed):
        assert onward.next_in_queue(moderator, part=Part(view), after=one) == following
        assert onward.next_in_queue(moderator, part=Part(view), after=following, backwards=True) == one


# --- looked for -------------------------------------------------------------------------------------------


def found(visit, moderator, words, view="waiting"):
    return [item.contribution for item in visit(moderator).get(QUEUE, {"words": words, "view": view}).context["page"]]


@pytest.mark.parametrize("typed", ["الحافلات", "حافلات قديمه", "الْحافـلات", "قديمة في قريتنا"])
def test_words_are_found_however_they_are_written(visit, moderator, waiting, typed):
    assert found(visit, moderator, typed) == [waiting[3]]


def test_every_word_has_to_be_there(visit, moderator, waiting):
    assert found(visit, moderator, "الحافلات المسافة") == []


def test_a_name_finds_what_was_sent_under_it(visit, moderator, waiting):
    assert found(visit, moderator, "يعقوب بن مبارك") == [waiting[1], waiting[2]]


def test_a_title_and_a_new_wording_are_looked_through_too(visit, moderator, waiting, publish, citizen):
    assert found(visit, moderator, "ظل الساحة") == [waiting[1]]
    amend(publish(waiting[0]), body="أؤيده بعد تعديله.", by=citizen)
    assert found(visit, moderator, "بعد تعديله", view="amended") == [waiting[0]]


@pytest.mark.parametrize("typed", ["%", "_", ".*", "[", "(", "\\", "'"])
def test_signs_are_no_pattern(visit, moderator, waiting, typed):
    assert found(visit, moderator, f"{typed} الحافلات") == [waiting[3]]


def test_what_a_moderator_looks_for_goes_with_them(visit, moderator, waiting):
    part = Part(narrowing=Narrowing(words="المسافة من باب البيت"))
    assert address(waiting[2], part).replace("&", "&amp;") in visit(moderator).get(f"{QUEUE}{part.suffix}").text


def test_a_reference_leads_straight_to_its_text_in_whatever_digits(visit, moderator, waiting):
    typed = waiting[1].reference.translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)})
    assert visit(moderator).get(QUEUE, {"words": typed})["Location"] == f"{QUEUE}{waiting[1].reference}/"


def test_a_reference_that_a_moderator_may_not_see_leads_nowhere(visit, moderator, make_contribution, pupil):
    unconfirmed = make_contribution(pupil)
    assert visit(moderator).get(QUEUE, {"words": unconfirmed.reference}).status_code == 200


def test_where_nothing_matches_a_way_leads_back_to_all(visit, moderator, waiting):
    page = visit(moderator).get(QUEUE, {"words": "لا يكتبها أحد", "view": "waiting"}).text
    assert f'href="{QUEUE}?view=waiting"' in page
