"""Step 2: a citizen opens an account, comments, replies, and sends a suggestion."""

import pytest

from tests.browser import pages

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


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
