"""What an author reads of a decision: on the page of the contribution, in the letter, in its course."""

import pytest

from contributions.actions import amend
from contributions.models import Contribution
from contributions.personal_data import contributions
from contributions.steps import Told, timeline
from messaging.models import OutboxMessage
from moderation import actions
from moderation.personal_data import verdicts
from workflow.models import Step

GO_ON = "What is removed can no longer be changed. You can send a new text that heeds the reason."
CHANGE = "You can change the text; a moderator then reads it again."


@pytest.fixture
def sent(make_comment, citizen):
    citizen.language = "en"
    citizen.save(update_fields=["language"])
    return make_comment(citizen).contribution


@pytest.fixture
def page_of(visit, citizen):
    def read(contribution, address="/en/contributions/{reference}/"):
        return visit(citizen).get(address.format(reference=contribution.reference)).text

    return read


def letter(contribution):
    return OutboxMessage.objects.filter(cause__startswith="verdict:").latest("pk")


# --- what can be done now ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("decide", "told"), [(actions.hold, CHANGE), (actions.remove, GO_ON)])
def test_page_and_letter_say_what_can_be_done_after_this_decision(page_of, sent, moderator, reason, decide, told):
    decide(sent, by=moderator, reason=reason)
    for words in (page_of(sent), letter(sent).text, letter(sent).html):
        assert [each for each in (CHANGE, GO_ON) if each in words] == [told]


def test_what_an_officer_has_taken_up_promises_no_change(page_of, sent, moderator, reason):
    actions.publish(sent, by=moderator)
    Contribution.objects.filter(pk=sent.pk).update(decision="under_study")
    actions.hold(sent, by=moderator, reason=reason)
    assert [CHANGE in words for words in (page_of(sent), letter(sent).text)] == [False, False]


def test_a_stranger_is_not_told_what_the_author_can_do(visit, moderator, sent, reason):
    actions.remove(sent, by=moderator, reason=reason)
    assert GO_ON not in visit(moderator).get(f"/en/contributions/{sent.reference}/").text


def test_moderators_read_what_a_standard_message_is_for(visit, moderator, sent, reason):
    assert "They say what is wrong." in visit(moderator).get(f"/en/office/moderation/{sent.reference}/").text


def test_whoever_keeps_the_reasons_reads_what_a_message_is_for(visit, administrator):
    page = visit(administrator).get("/admin/snippets/moderation/reason/add/").text
    assert "موضع الخلل في النص أيًّا كان القرار." in page


# --- removed before anybody else read it ------------------------------------------------------------------

NEVER_PUBLIC = "Removed before it was published"
ONCE_PUBLIC = "Removed from public view"


def is_told(words):
    return [each for each in (NEVER_PUBLIC, ONCE_PUBLIC) if each in words]


@pytest.mark.parametrize("address", ["/en/contributions/{reference}/", "/en/contributions/{reference}/receipt/"])
@pytest.mark.parametrize(("was_public", "told"), [(False, NEVER_PUBLIC), (True, ONCE_PUBLIC)])
def test_its_author_reads_whether_what_was_removed_had_been_public(
    page_of, sent, moderator, reason, was_public, told, address
):
    if was_public:
        actions.publish(sent, by=moderator)
    actions.remove(sent, by=moderator, reason=reason)
    assert is_told(page_of(sent, address)) == [told]


@pytest.mark.parametrize(("was_public", "told"), [(False, True), (True, False)])
def test_the_letter_says_whether_what_was_removed_had_been_public(sent, moderator, reason, was_public, told):
    if was_public:
        actions.publish(sent, by=moderator)
    actions.remove(sent, by=moderator, reason=reason)
    assert [("removed before it was published" in words) for words in (letter(sent).text, letter(sent).html)] == [
        told,
        told,
    ]


def test_the_course_says_it_of_each_removal(sent, moderator, reason):
    actions.remove(sent, by=moderator, reason=reason)
    actions.restore(sent, by=moderator)
    actions.remove(sent, by=moderator, reason=reason)
    labels = [row.label for row in timeline(Step.objects.of(sent), to=Told.AUTHOR)]
    assert [label for label in labels if label in {NEVER_PUBLIC, ONCE_PUBLIC}] == [NEVER_PUBLIC, ONCE_PUBLIC]


def test_the_moderators_read_the_same_course(visit, moderator, sent, reason):
    actions.remove(sent, by=moderator, reason=reason)
    assert is_told(visit(moderator).get(f"/en/office/moderation/{sent.reference}/").text) == [NEVER_PUBLIC]


def test_the_copy_of_one_s_data_says_it_too(citizen, sent, moderator, reason):
    actions.remove(sent, by=moderator, reason=reason)
    (verdict,) = verdicts(citizen)
    (told,) = [row for row in contributions(citizen) if row["reference"] == sent.reference]
    assert {str(each.label) for each in (verdict["step"], told["history"][-1]["step"])} == {NEVER_PUBLIC}


# --- a change that is asked for ---------------------------------------------------------------------------

ASKED = "A moderator asks for a change of the text."
BADGE = "A change is asked for"


@pytest.fixture
def asked(sent, moderator, reason):
    actions.ask_change(sent, by=moderator, reason=reason)
    return sent


def test_what_is_to_be_changed_opens_with_what_to_do_and_then_the_appeal(page_of, asked, reason):
    page = page_of(asked)
    button = f'class="button" href="/en/contributions/{asked.reference}/change/"'
    found = [ASKED, reason.label_en, reason.message_en, button, "Appeal against the decision"]
    places = [page.find(each) for each in found]
    assert places == sorted(places)
    assert -1 not in places


def test_what_is_to_be_changed_is_not_said_to_be_merely_held_back(page_of, asked):
    assert "Held back from publication." not in page_of(asked)


def test_the_form_says_what_is_asked_for_above_and_how_to_appeal_below(page_of, asked):
    page = page_of(asked, "/en/contributions/{reference}/change/")
    assert page.index(ASKED) < page.index('name="body"') < page.index("Appeal against the decision")


@pytest.mark.parametrize("address", ["/en/contributions/mine/", "/en/contributions/{reference}/"])
def test_its_badge_says_that_a_change_is_asked_for(page_of, asked, address):
    assert BADGE in page_of(asked, address)


@pytest.mark.parametrize("address", ["/en/contributions/mine/", "/en/contributions/{reference}/"])
def test_what_is_held_back_afterwards_is_held_back(page_of, asked, moderator, reason, citizen, address):
    amend(asked, body="A stop near the school, with shade.", by=citizen)
    actions.hold(asked, by=moderator, reason=reason)
    assert BADGE not in page_of(asked, address)


def test_the_moderator_is_told_that_a_change_was_asked_for(visit, moderator, sent, reason):
    address = f"/en/office/moderation/{sent.reference}/"
    answer = visit(moderator).post(address, {"decision": "ask_change", "reason": reason.pk}, follow=True)
    assert "a change was asked for. The author is told." in answer.text


def test_the_moderators_see_what_waits_for_its_author(visit, moderator, asked):
    assert BADGE in visit(moderator).get(f"/en/office/moderation/{asked.reference}/").text


def test_a_list_with_what_is_held_back_costs_the_same_queries_for_one_and_for_ten(
    visit, citizen, moderator, make_comment, reason, django_assert_max_num_queries
):
    def ask():
        actions.ask_change(make_comment(citizen).contribution, by=moderator, reason=reason)

    browser = visit(citizen)
    ask()
    with django_assert_max_num_queries(13) as one:
        browser.get("/en/contributions/mine/")
    for _each in range(9):
        ask()
    with django_assert_max_num_queries(13) as ten:
        browser.get("/en/contributions/mine/")
    assert len(one) == len(ten)


# --- an appeal, of which there is one ---------------------------------------------------------------------

APPEAL = "Appeal against the decision"
WAITS = "You have appealed; another moderator considers it."
ANSWERED = "Your appeal and its answer"
ANSWER = "The number in the second line is that of a neighbour."


def way_to_appeal(page):
    return [each for each in (APPEAL, WAITS, ANSWERED, ANSWER) if each in page]


@pytest.fixture
def dismissed(sent, moderator, other_moderator, citizen, reason):
    actions.hold(sent, by=moderator, reason=reason)
    appeal = actions.appeal(sent, words="It is my own number.", by=citizen)
    actions.dismiss_appeal(appeal, answer=ANSWER, by=other_moderator)
    return sent


ADDRESSES = [f"/en/contributions/{{reference}}/{page}" for page in ("", "receipt/", "change/")]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_is_offered_a_second_appeal_and_the_answer_stands_there(page_of, dismissed, address):
    assert way_to_appeal(page_of(dismissed, address)) == [ANSWERED, ANSWER]


def test_an_appeal_that_waits_is_said_to(page_of, sent, moderator, citizen, reason):
    actions.hold(sent, by=moderator, reason=reason)
    actions.appeal(sent, words="It is my own number.", by=citizen)
    assert way_to_appeal(page_of(sent)) == [WAITS]


def test_against_another_decision_another_appeal_is_offered(page_of, dismissed, moderator, reason):
    actions.remove(dismissed, by=moderator, reason=reason)
    assert way_to_appeal(page_of(dismissed)) == [APPEAL]


def test_the_answer_is_its_authors_alone(visit, moderator, dismissed):
    assert way_to_appeal(visit(moderator).get(f"/en/contributions/{dismissed.reference}/").text) == []
