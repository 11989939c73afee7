"""Step 1: a visitor reads, without an account."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-deeds")]


def test_the_home_page_leads_to_a_consultation_that_is_open(story):
    reader = story.visitor()
    reader.go("/")
    open_now = reader.main.get_by_role("region", name=reader.words("Open now"))
    open_now.get_by_role("heading", level=3).get_by_role("link").first.click()
    expect(reader.link("Link to this clause").first).to_be_visible()


def test_a_point_of_the_policy_has_an_address_of_its_own(story):
    reader = story.visitor()
    reader.go("/policies/participation/#point-10")
    point = reader.page.locator("#point-10")
    expect(point).to_be_in_viewport()
    point.get_by_role("link", name="10", exact=True).click()
    expect(reader.page).to_have_url(f"{reader.home}/{story.way.language}/policies/participation/#point-10")


def test_the_policy_names_its_legal_basis_and_its_versions_with_their_dates(story):
    reader = story.visitor()
    reader.go("/policies/participation/")
    laws = reader.main.get_by_role("region", name=reader.words("Legal basis"))
    assert laws.get_by_role("link").first.get_attribute("href").startswith("https://")
    reader.main.get_by_role("region", name=reader.words("Versions")).get_by_role("link").last.click()
    reader.is_told("This is not the version in force.")


def test_consultations_are_listed_by_where_they_stand(story):
    reader = story.visitor()
    reader.go("/consultations/")
    for section in ("Open now", "Upcoming", "Closed"):
        region = reader.main.get_by_role("region", name=reader.words(section))
        expect(region.get_by_role("heading", level=3).first).to_be_visible()


def test_changing_the_language_stays_on_the_page_and_the_point(story):
    reader = story.visitor()
    reader.go("/policies/participation/#point-10")
    other = {"ar": "English", "en": "العربية"}[story.way.language]
    # Only the browser knows the fragment: without scripts, the link that stands at the point leads to the same place.
    where = reader.page.get_by_role("banner") if story.way.scripts else reader.page.locator("#point-10")
    where.get_by_role("link", name=other, exact=True).click()
    language = {"ar": "en", "en": "ar"}[story.way.language]
    expect(reader.page).to_have_url(f"{reader.home}/{language}/policies/participation/#point-10")


@pytest.mark.parametrize("path", ["/channels/", "/guide/", "/contact/", "/accessibility/", "/policies/privacy/"])
def test_a_visitor_finds_how_to_take_part(people, way, path):
    reader = people.visitor(way)
    reader.go("/")
    reader.page.get_by_role("contentinfo").locator(f'a[href="/{way.language}{path}"]').click()
    expect(reader.main.get_by_role("heading", level=1)).to_be_visible()
