"""No page is wider than its window, whatever the window: nothing is cut, and nobody scrolls sideways to read."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PATHS = [
    "/",
    "/consultations/",
    "/consultations/transport/",
    "/suggestions/",
    "/policies/participation/",
    "/policies/participation/versions/2/",
    "/search/?q=مدرسة",
    "/tickets/",
    "/guide/",
    "/accounts/login/",
    "/accounts/signup/",
]
DESKS = [("moderator", "/office/moderation/"), ("policy", "/office/suggestions/"), ("tickets", "/office/tickets/")]


def too_wide(page) -> list[int]:
    """The widths of window at which the page is wider."""
    found = []
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    return found


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_as_wide_as_its_window(people, way, path):
    reader = people.visitor(way)
    reader.go(path)
    assert too_wide(reader.page) == []


@pytest.mark.parametrize(("person", "path"), DESKS)
def test_a_desk_is_as_wide_as_its_window(people, way, person, path):
    reader = people.signed_in(way, person)
    reader.go(path)
    assert too_wide(reader.page) == []


@pytest.mark.parametrize("path", ["/", "/suggestions/", "/accounts/signup/"])
def test_letters_of_twice_the_size_still_fit(people, way, path):
    reader = people.visitor(way)
    reader.page.set_viewport_size({"width": 640, "height": 800})
    reader.go(path)
    reader.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 640
