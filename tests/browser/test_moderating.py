"""Step 3: a moderator publishes one contribution and holds another back, with a reason from the policy."""

import pytest
from playwright.sync_api import expect

from tests.browser import pages

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


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
    reader.main.get_by_role("link", name=reader.like("Reason: point %(number)s of the participation policy")).click()
    assert "/policies/participation/" in reader.path


def test_the_author_is_told_in_their_language(story):
    held = story.held
    reader = story.visitor()
    subject = reader.words("Held back: your contribution %(reference)s", reference=held.reference)
    pages.await_letter(reader, story.email, subject)
    reader.is_told("Your text is kept in full, and your receipt stays valid. Follow it here:")
