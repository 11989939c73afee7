"""What goes wrong gets a clear answer in the reader's language, what was typed is kept, and nothing is sent twice."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import pages
from tests.browser.reader import Way
from tests.browser.story import Story
from tests.repeated import is_repetition

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-deeds")]

TITLE = "مقترح عنوانه قصير ونصه أقصر"


@pytest.fixture(scope="module")
def tellers() -> dict[Way, Story]:
    """Stories of their own: what goes wrong in them gets into no other."""
    return {}


@pytest.fixture
def told(tellers, way, people, request) -> Story:
    """What happened so far, in one language."""
    if way not in tellers or is_repetition(request.node):
        tellers[way] = Story(people, way)
    return tellers[way]


def test_an_empty_form_says_what_is_missing_beside_each_field(told):
    reader = told.author()
    reader.go("/suggestions/new/")
    reader.press("Preview it")
    expect(reader.main.get_by_role("alert")).to_be_focused()
    for message in ("Write a title for the suggestion.", "Write the text of the suggestion."):
        # Once in the summary, once at the field.
        expect(reader.main.get_by_text(reader.words(message))).to_have_count(2)


def test_a_text_that_is_too_short_is_kept(told):
    reader = told.author()
    pages.write_suggestion(reader, TITLE, "قصير")
    expect(reader.field("Title of the suggestion")).to_have_value(TITLE)
    expect(reader.field("Text of the suggestion")).to_have_value("قصير")


def test_going_back_from_a_preview_and_loading_it_again_find_every_word(told):
    reader = told.author()
    body = "نرجو أن تُفتح ساحة المدرسة لأطفال الحي بعد العصر."
    pages.write_suggestion(reader, TITLE, "قصير")
    reader.fill("Text of the suggestion", body)
    reader.press("Preview it")
    expect(reader.main.get_by_role("heading", level=1)).to_have_text(TITLE)
    reader.page.go_back()
    expect(reader.field("Text of the suggestion")).to_have_value(body)
    reader.page.go_forward()
    reader.page.reload()
    expect(reader.main.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_a_comment_that_is_too_long_is_kept_whole(told):
    reader = told.author()
    pages.open_consultation(reader)
    reader.follow("Comment")
    long = "كلام طويل " * 500
    reader.fill("Your comment", long)
    pages.agree(reader)
    reader.press("Send the comment")
    expect(reader.main.get_by_role("alert")).to_contain_text("4000")
    expect(reader.field("Your comment")).to_have_value(long)


def test_a_double_press_sends_one_suggestion(told):
    title = f"{told.words('title')} - {TITLE}"
    reader = told.author()
    pages.write_suggestion(reader, title, told.words("body"))
    pages.agree(reader)
    reader.button("Send the suggestion").dblclick()
    reader.reference_on_receipt()
    reader.go("/contributions/mine/")
    expect(reader.main.get_by_role("link", name=title)).to_have_count(1)


def test_a_consultation_that_has_closed_takes_no_comments(people, way):
    reader = people.visitor(way)
    reader.go("/consultations/")
    closed = reader.main.get_by_role("region", name=reader.words("Closed"))
    closed.get_by_role("heading", level=3).get_by_role("link").first.click()
    expect(reader.link("Link to this clause").first).to_be_visible()
    expect(reader.link("Comment")).to_have_count(0)


@pytest.mark.parametrize("path", ["/suggestions/48219077356/", "/contributions/48219077356/", "/policies/none/"])
def test_an_address_that_leads_nowhere_says_so(people, way, path):
    reader = people.visitor(way)
    reader.go(path)
    expect(reader.main.get_by_role("heading", level=1)).to_have_text(reader.words("There is no such page"))


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        ("٤٨٢١ ٩٠٧ ٧٣٥٨", "This is not a ticket number. Check its eleven digits."),
        ("٤٨٢١ ٩٠٧ ٧٣٥٩", "We know no ticket with this number. Check the number in the message we sent you."),
    ],
)
def test_an_unknown_ticket_number_is_told_beside_the_field(people, way, number, answer):
    reader = people.visitor(way)
    reader.go("/tickets/")
    reader.fill("Ticket number", number)
    reader.press("Show where it stands")
    reader.is_told(answer)
    expect(reader.field("Ticket number")).to_have_value(number)


def test_a_text_typed_before_the_session_ended_waits_until_its_author_is_back(told):
    reader = told.author()
    reader.go("/suggestions/new/")
    reader.fill("Title of the suggestion", TITLE)
    reader.page.context.clear_cookies(name="sessionid")
    reader.press("Preview it")
    reader.is_told("Your text is kept. Sign in, and it will be waiting for you.")
    pages.fill_sign_in(reader, told.email, pages.PASSWORD)
    expect(reader.field("Title of the suggestion")).to_have_value(TITLE)


def test_of_two_moderators_one_decides_and_the_other_is_told(told, people):
    late, early = told.officer("moderator-2"), told.officer("moderator")
    pages.find_in_queue(late, told.reply.body)
    pages.find_in_queue(early, told.reply.body)
    early.press("Take it over")
    early.field("Publish").check()
    early.press("Save and go to the next")
    late.field("Publish").check()
    late.press("Save and go to the next")
    kept = late.words("This is what you had written; copy it if you need it:")
    expect(late.main.get_by_role("alert")).to_contain_text(kept)


def test_a_reply_to_what_was_removed_meanwhile_is_kept_and_told(told):
    body = told.words("reply") + " (2)"
    parent = pages.comment(told.author(), told.words("comment") + " (2)")
    moderator = told.officer("moderator")
    pages.publish(moderator, parent)
    reader = told.author()
    reader.go(f"/contributions/{parent.number}/")
    comment = reader.main.get_by_role("article").filter(has_text=parent.body)
    reader.follow("Reply", comment)
    pages.remove(moderator, parent)
    pages.send_reply(reader, body)
    expect(reader.main.get_by_role("alert")).to_be_visible()
    expect(reader.field("Your comment")).to_have_value(body)


def test_an_account_that_is_not_let_in_is_told_nothing_about_why(people, way):
    reader = people.visitor(way)
    reader.go("/accounts/login/")
    pages.fill_sign_in(reader, "nobody@example.om", "a wrong password")
    expect(reader.main.get_by_role("alert")).to_be_visible()
    expect(reader.field("Email")).to_have_value("nobody@example.om")
    expect(reader.page).to_have_url(re.compile("/accounts/login/"))
