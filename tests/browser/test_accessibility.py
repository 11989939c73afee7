"""What axe and HTML_CodeSniffer find on the pages, in both languages, in both themes and on paper: nothing. Nothing
stands out of a phone either. Each page is opened once in each language, and everything looks at it there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import checkers
from tests.browser.matrix import PAGES
from tests.browser.people import People
from tests.browser.reader import Reader, Way

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]

HEIGHT = 900
NARROW, PHONE, TABLET, WIDE = 320, 390, 768, 1280


def faults_on(reader: Reader) -> list[str]:
    page = reader.page
    is_first = reader.language == "ar"  # colours have no direction
    faults = checkers.faults_of(page, colours=is_first)
    if is_first:
        faults += checkers.faults_in_the_dark(page) + checkers.faults_on_paper(page)
    return faults + [f"wider than its window of {width}" for width in widths_that_cut(page)]


def widths_that_cut(page: Page) -> list[int | str]:
    """Where something stands out of the window, or somebody would scroll sideways to read; with the menu open."""
    found: list[int | str] = []
    for width in (NARROW, PHONE, TABLET, WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate("document.querySelectorAll('header details').forEach(each => each.open = each.checkVisibility())")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if page.evaluate("document.documentElement.scrollWidth") > WIDE:
        found.append(f"{WIDE}, with letters of twice the size")
    return found


@pytest.mark.parametrize("person", PAGES, ids=lambda person: person or "visitor")
def test_nothing_is_wrong_with_the_pages_of(people, way, person):
    reader = people.signed_in(way, person) if person else people.visitor(way)
    faults = []
    for name, opens in PAGES[person].items():
        opens(reader)
        faults += [f"{name}: {fault}" for fault in faults_on(reader)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [PHONE, WIDE // 2])
@pytest.mark.parametrize("path", ["/", "/suggestions/", "/accounts/signup/", "/policies/participation/"])
def test_letters_of_twice_the_size_still_fit(people, way, path, width):
    reader = people.visitor(way)
    reader.page.set_viewport_size({"width": width, "height": HEIGHT})
    reader.go(path)
    reader.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width


# Grey on white at 2.8 : 1, in letters that join.
PLANTED = """
() => document.querySelector("main").insertAdjacentHTML("beforeend", "<p id='planted'>نص عربي لا يُقرأ</p>")
"""


def with_a_faint_line(people: People, way: Way) -> Page:
    """Set by the script of the test: the policy of the page refuses a style attribute."""
    reader = people.visitor(way)
    reader.go("/guide/")
    page = reader.page
    page.evaluate(PLANTED)
    page.evaluate("() => { document.getElementById('planted').style.color = '#999999' }")
    return page


def test_axe_sees_a_faint_line_in_arabic(people):
    page = with_a_faint_line(people, Way("ar", 1280))
    assert [fault for fault in checkers.axe(page, runOnly=checkers.WCAG) if "planted" in fault]


@pytest.mark.npm
def test_the_sniffer_sees_a_faint_line_in_arabic(people):
    page = with_a_faint_line(people, Way("ar", 1280))
    assert [fault for fault in checkers.sniffer(page) if "planted" in fault]


def test_a_line_that_is_faint_at_night_only_is_seen(people):
    page = with_a_faint_line(people, Way("ar", 1280))
    page.evaluate("() => { document.getElementById('planted').style.color = '#333333' }")
    assert [fault for fault in checkers.faults_in_the_dark(page) if "planted" in fault]


def test_a_line_that_is_faint_on_paper_only_is_seen(people):
    page = with_a_faint_line(people, Way("ar", 1280))
    page.evaluate("() => { document.getElementById('planted').style.color = 'var(--brand-mid)' }")
    assert [fault for fault in checkers.faults_on_paper(page) if "planted" in fault]
