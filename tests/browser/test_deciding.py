"""Step 5: a policy officer accepts the suggestion, an officer works its ticket to done, and everybody can see it."""

import pytest

from tests.browser import pages

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_accepting_a_suggestion_tells_its_author_the_number_of_a_ticket(story):
    title = story.accepted.title
    reader = story.visitor()
    pages.await_letter(reader, story.email, reader.like("Ticket %(ticket)s was opened"))
    reader.reads(title)


def test_the_page_of_the_suggestion_shows_the_answer(story):
    reader = story.visitor()
    reader.go(f"/suggestions/{story.accepted.number}/")
    reader.reads(story.answer)


def test_the_page_of_the_suggestion_shows_the_steps_and_the_result(story):
    reader = story.visitor()
    reader.go(f"/suggestions/{story.finished.number}/")
    steps = reader.main.get_by_role("list", name=reader.words("The suggestion's way")).get_by_role("listitem")
    assert steps.count() >= 5
    reader.reads(story.result)


def test_the_author_is_told_that_the_ticket_is_done(story):
    title = story.finished.title
    reader = story.visitor()
    pages.await_letter(reader, story.email, reader.like("Ticket %(ticket)s is done"))
    reader.reads(title)
