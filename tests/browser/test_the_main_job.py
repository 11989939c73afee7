"""Steps 2 to 5, told in their order: each test takes the story one step further, or looks at what came of the last.

In both languages, on a wide screen and on a phone, with scripts and without.
"""

import re

import pytest
from django.utils.translation import override, pgettext
from playwright.sync_api import expect

from tests.browser import pages
from tests.browser.pages import Sent
from tests.browser.reader import REFERENCE, Reader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-deeds")]

# Other letters, marks and forms than those of the title.
OTHERWISE = {"ar": "اتاحه قاعه المُطالعة {number}", "en": "reading room opens {number}"}


# --- A citizen takes part -------------------------------------------------------------------------------


def test_a_citizen_opens_an_account_with_the_code_from_the_mail(story):
    reader = story.author()
    reader.go("/contributions/mine/")
    reader.is_told("My contributions")


def test_a_comment_on_a_clause_gets_a_reference_at_once(story):
    assert story.comment.number.isdecimal()


def test_a_reply_to_a_comment_gets_a_reference_at_once(story):
    assert story.reply.number != story.comment.number


def test_before_sending_the_page_shows_the_suggestion_as_it_will_stand(story):
    reader = story.author()
    pages.write_suggestion(reader, story.words("title"), story.words("body"))
    reader.is_told("It will be published as")
    reader.reads(story.words("name"))
    reader.does_not_read(story.email)


def test_nothing_is_sent_without_consent(story):
    reader = story.author()
    pages.write_suggestion(reader, story.words("title"), story.words("body"))
    reader.press("Send the suggestion")
    reader.is_told("Your agreement is needed before this can be published under your name.")
    reader.reads(story.words("title"))


def test_my_contributions_shows_where_each_stands(story):
    sent = [story.comment, story.reply, story.suggestion]
    reader = story.author()
    reader.go("/contributions/mine/")
    for each in sent:
        reader.reads(each.reference)


# --- A moderator publishes one contribution and holds another back --------------------------------------


def test_both_wait_in_one_queue(story):
    sent = [story.reply, story.suggestion]
    reader = story.officer("moderator")
    for each in sent:
        pages.find_in_queue(reader, each.title or each.body)
        reader.reads(each.reference)


def test_what_is_published_stands_under_its_author_s_name(story):
    reader = story.visitor()
    reader.go(f"/suggestions/{story.published.number}/")
    expect(reader.main.get_by_role("heading", level=1)).to_have_text(story.published.title)
    reader.reads(story.words("name"))


def test_what_is_held_back_is_not_shown_and_the_author_reads_the_point_that_is_cited(story):
    held = story.held
    reader = story.author()
    reader.go(f"/contributions/{held.number}/")
    reader.is_told("Held back from publication.")
    reader.main.get_by_role("link", name=reader.like("Point %(number)s of the participation policy")).click()
    expect(reader.page).to_have_url(re.compile("/policies/participation/"))


def test_the_author_is_told_in_their_language(story):
    held = story.held
    reader = story.visitor()
    subject = reader.words("Held back: your contribution %(reference)s", reference=held.reference)
    pages.await_letter(reader, story.email, subject)
    reader.is_told("Your text is kept in full, and your receipt stays valid. Follow it here:")


# --- Anybody searches -----------------------------------------------------------------------------------


def test_a_suggestion_is_found_in_another_spelling(story):
    title = story.published.title
    reader = story.visitor()
    pages.search(reader, OTHERWISE[story.way.language].format(number=story.number))
    reader.until(reader.main.get_by_role("link", name=title).count)


def test_what_is_held_back_is_not_found(story):
    held, published = story.held, story.published
    reader = story.visitor()
    pages.search(reader, str(story.number))
    reader.until(reader.main.get_by_role("link", name=published.title).count)
    reader.does_not_read(held.body)


# --- A policy officer decides, and a ticket is worked to done -------------------------------------------


def test_accepting_a_suggestion_tells_its_author_the_number_of_a_ticket(story):
    accepted = story.accepted
    reader = story.visitor()
    pages.await_letter(reader, story.email, decision(reader, accepted))
    reader.reads(accepted.title)
    assert set(REFERENCE.findall(reader.main.inner_text())) - {accepted.reference}, "no number of a ticket"


def test_the_page_of_the_suggestion_shows_the_answer(story):
    reader = story.visitor()
    reader.go(f"/suggestions/{story.accepted.number}/")
    reader.reads(story.answer)


def test_the_page_of_the_suggestion_shows_the_steps_and_the_result(story):
    reader = story.visitor()
    reader.go(f"/suggestions/{story.finished.number}/")
    steps = reader.main.get_by_role("list", name=reader.words("Progress")).get_by_role("listitem")
    assert steps.count() >= 5
    reader.reads(story.result)


def test_the_author_is_told_that_the_ticket_is_done(story):
    title = story.finished.title
    reader = story.visitor()
    pages.await_letter(reader, story.email, reader.like("Ticket %(ticket)s is done"))
    reader.reads(title)


def decision(reader: Reader, suggestion: Sent) -> str:
    """The subject of the letter that says it was accepted."""
    with override(reader.language):
        accepted = pgettext("suggestion", "Accepted")
    subject = "Your suggestion %(reference)s: %(decision_label)s"
    return reader.words(subject, reference=suggestion.reference, decision_label=accepted)
