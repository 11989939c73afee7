"""Step 4: anybody finds what is published, however it is spelt, and nothing that is held back."""

import pytest

from tests.browser import pages

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# Other letters, marks and forms than those of the title.
OTHERWISE = {"ar": "اتاحه قاعه المُطالعة {number}", "en": "reading room opens {number}"}


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
