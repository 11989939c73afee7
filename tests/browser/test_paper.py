"""A draft on paper: the State's words, and lines beside every clause for a school council that writes by hand."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]

RULED = "asides => asides.filter(each => getComputedStyle(each, '::after').content !== '\"\"').length"

PAPER = "['--paper', '--ink'].map(token => getComputedStyle(document.documentElement).getPropertyValue(token))"


@pytest.fixture
def paper(people, way):
    reader = people.visitor(way)
    reader.go("/consultations/transport/")
    reader.page.emulate_media(media="print")
    return reader


def test_a_draft_prints_its_words_and_no_actions(paper):
    expect(paper.main.locator(".matn").first).to_be_visible()
    for screen_only in (".actions", ".contents", ".own", ".thread", "form"):
        expect(paper.main.locator(screen_only).locator("visible=true")).to_have_count(0)


def test_every_clause_has_lines_to_write_on(paper):
    margins = paper.main.locator(".clause > .hashiya")
    assert margins.count() >= 10
    assert margins.evaluate_all(RULED) == 0


def test_paper_is_white_whatever_the_screen(paper):
    paper.page.emulate_media(media="print", color_scheme="dark")
    assert paper.page.evaluate(PAPER) == ["#ffffff", "#000000"]
