"""What editors and approvers do in Wagtail's admin, by its own words in their language."""

from __future__ import annotations

import re

from playwright.sync_api import FrameLocator, Locator, expect

from home.demo.people import address
from tests.browser.people import People
from tests.browser.reader import Reader, Way

LANGUAGES = {"ar": "Arabic", "en": "English"}


def at_the_admin(people: People, way: Way, person: str) -> Reader:
    """Wagtail speaks the language that the person chose in their settings there."""
    reader = people.signed_in(way, person)
    reader.page.goto(f"{reader.home}/admin/account/")
    if reader.page.locator("html").get_attribute("lang") == way.language:
        return reader
    reader.page.locator('select[name="locale-preferred_language"]').select_option(way.language)
    footer(reader).get_by_role("button").first.click()
    expect(reader.page.locator("html")).to_have_attribute("lang", way.language)
    people.remember(address(person), reader)  # saving these settings changes the session's key
    return reader


def footer(reader: Reader) -> Locator:
    return reader.main.get_by_role("contentinfo").or_(reader.main.locator("footer"))


def open_page(reader: Reader, title: str) -> None:
    """Finds a page by its title and opens its form."""
    reader.page.goto(f"{reader.home}/admin/pages/search/?q={title}")
    reader.main.get_by_role("table").get_by_role("link", name=title, exact=True).first.click()
    expect(field(reader, "Title in Arabic")).to_have_value(title)
    reader.page.wait_for_load_state()  # what unfolds is dead before its script


def new_page_under(reader: Reader, title: str) -> None:
    """Opens the form of a new page below the one with this title."""
    reader.page.goto(f"{reader.home}/admin/pages/search/?q={title}")
    explore = reader.words("Explore child pages of '%(title)s'", title=title)
    reader.main.get_by_role("link", name=explore).click()
    reader.link("Add child page").first.click()
    expect(field(reader, "Title in Arabic")).to_have_value("")
    reader.page.wait_for_load_state()


def field(reader: Reader, message: str, inside: Locator | None = None) -> Locator:
    """The first of that name: the page's own stand before those of its parts."""
    label = re.compile(rf"^\s*{re.escape(reader.words(message))}\s*\*?\s*$", re.IGNORECASE)
    return (inside or reader.main).get_by_role("textbox", name=label).first


def write(reader: Reader, inside: Locator | None = None, **texts: str) -> None:
    """title_ar="…" into "Title in Arabic": both languages stand on one form."""
    for name, text in texts.items():
        what, language = name.rsplit("_", 1)
        field(reader, f"{what} in {LANGUAGES[language]}", inside).fill(text)


def add_part(reader: Reader, label: str, **texts: str) -> None:
    """A numbered clause or point at the end."""
    reader.main.get_by_role("button", name=reader.words("Add %(label)s", label=reader.words(label))).click()
    part = reader.main.get_by_role("region", name=re.compile(rf"^{re.escape(reader.words(label))} \d+")).last
    field(reader, "number", part).fill("1")
    write(reader, part, **texts)


def preview(reader: Reader, language: str) -> FrameLocator:
    """The page as it would be published, in one of the two languages, beside the form."""
    choose_preview(reader, language)
    # The frame that shows: the next one loads behind it, and gets the name when it takes its place.
    return reader.page.frame_locator(f'#w-preview-iframe[src*="mode={language}"]')


def choose_preview(reader: Reader, language: str) -> None:
    panel = reader.page.get_by_role("combobox", name=reader.words("Preview mode"))
    if not panel.is_visible():
        reader.button("Toggle preview").click()
    panel.select_option(language)


def submit(reader: Reader) -> None:
    _press(reader, "Submit for approval")


def approve(reader: Reader) -> None:
    _press(reader, "Approve")


def offered(reader: Reader) -> list[str]:
    """What can be done with the page besides saving it as a draft."""
    return [words.strip() for words in _more(reader).get_by_role("button").all_inner_texts()]


def _press(reader: Reader, message: str) -> None:
    with reader.page.expect_navigation():
        _more(reader).get_by_role("button", name=reader.words(message), exact=True).click()


def _more(reader: Reader) -> Locator:
    more = reader.button("More actions", footer(reader))
    if more.get_attribute("aria-expanded") != "true":
        more.click()
    actions = footer(reader).get_by_role("tooltip")
    expect(actions).to_be_visible()
    return actions
