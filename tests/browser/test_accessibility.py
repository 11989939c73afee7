"""The main pages have no serious fault, in Arabic and in English, by axe-core; and nothing stands out of a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import pages
from tests.browser.people import People
from tests.browser.reader import Reader, Way

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# axe takes joined Arabic letters for an icon font and passes over their contrast, without a word: whatever has text of
# its own and can be seen is looked at here.
CONTRAST_OF_ARABIC = """
axe.configure({rules: [{id: "color-contrast", matches: (node) =>
  [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim())
  && node.checkVisibility({opacityProperty: true, visibilityProperty: true})
  && !node.closest(":disabled, [aria-disabled=true]")}]});
"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
NARROW = {"width": 320, "height": 640}


def faults_of(page: Page) -> str:
    found = Axe(AXE_SCRIPT + CONTRAST_OF_ARABIC).run(page, options=RULES).response["violations"]
    serious = [each for each in found if each["impact"] in {"serious", "critical"}]
    return "\n".join(f"{each['id']}: {node['html'][:200]}" for each in serious for node in each["nodes"])


def at(path: str, person: str = "") -> Callable[[People, Way], Reader]:
    def open_page(people: People, way: Way) -> Reader:
        reader = people.signed_in(way, person) if person else people.visitor(way)
        reader.go(path)
        return reader

    return open_page


def at_first(path: str, person: str = "") -> Callable[[People, Way], Reader]:
    """The page that the first row of a list leads to."""

    def open_page(people: People, way: Way) -> Reader:
        reader = at(path, person)(people, way)
        reader.main.get_by_role("listitem").get_by_role("link").first.click()
        return reader

    return open_page


def open_consultation(people: People, way: Way) -> Reader:
    reader = people.visitor(way)
    pages.open_consultation(reader)
    return reader


def form_with_errors(people: People, way: Way) -> Reader:
    reader = at("/suggestions/new/", "citizen")(people, way)
    reader.press("Preview it")
    return reader


PAGES = {
    "home": at("/"),
    "policy": at("/policies/participation/"),
    "consultations": at("/consultations/"),
    "consultation": open_consultation,
    "suggestions": at("/suggestions/"),
    "suggestion": at_first("/suggestions/"),
    "suggestion form with errors": form_with_errors,
    "search": at("/search/?q=المدرسة"),
    "sign-up": at("/accounts/signup/"),
    "mailbox": at("/mailbox/"),
    "queue": at("/office/moderation/", "moderator"),
    "decide": at_first("/office/moderation/", "moderator"),
    "office": at("/office/", "policy"),
    "tickets": at("/office/tickets/", "tickets"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_fault_and_fits_a_narrow_screen(people, way, name):
    page = PAGES[name](people, way).page
    assert not faults_of(page)
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
