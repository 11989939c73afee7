"""Everything is reached with the keyboard alone, and the eye can follow."""

import pytest
from playwright.sync_api import Locator, expect

from home.demo.people import PASSWORD, address
from tests.browser import pages
from tests.browser.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-deeds")]

FURTHEST = 150  # presses
HAS_FOCUS = "element => element === document.activeElement"
SHOWS_FOCUS = "() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"


def tab_to(reader: Reader, target: Locator) -> None:
    """Presses Tab until the target has the focus; each stop on the way shows that it has it."""
    expect(target).to_be_visible()  # on the page that the last press led to
    reader.page.wait_for_load_state()
    for _ in range(FURTHEST):
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate(SHOWS_FOCUS), reader.page.evaluate("() => document.activeElement.outerHTML")
        if target.evaluate(HAS_FOCUS):
            return
    pytest.fail(f"{target} is not reached by Tab on {reader.path}")


def press_on(reader: Reader, target: Locator, key: str = "Enter") -> None:
    tab_to(reader, target)
    reader.page.keyboard.press(key)


def type_into(reader: Reader, target: Locator, text: str) -> None:
    tab_to(reader, target)
    reader.page.keyboard.type(text)


def test_the_first_stop_skips_to_the_content(people, way):
    reader = people.visitor(way)
    reader.go("/")
    skip = reader.page.get_by_role("link", name=reader.words("Skip to the content"))
    reader.page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(reader.main).to_be_focused()


def test_signing_in_and_commenting_need_no_mouse(people, way):
    reader = people.visitor(way)
    reader.go("/")
    press_on(reader, reader.page.get_by_role("banner").get_by_role("link", name=reader.words("Sign in")))
    type_into(reader, reader.field("Email"), address("citizen"))
    type_into(reader, reader.field("Password"), PASSWORD)
    press_on(reader, reader.button("Sign in"))
    expect(reader.page.get_by_role("banner").get_by_role("link", name=reader.words("Sign in"))).to_have_count(0)
    pages.open_consultation(reader)
    press_on(reader, reader.link("Comment").first)
    type_into(reader, reader.field("Your comment"), "كتبتُ هذا التعليق بلوحة المفاتيح وحدها.")
    press_on(reader, reader.field(pages.CONSENT), key="Space")
    press_on(reader, reader.button("Send the comment"))
    assert reader.reference_on_receipt()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(people, way):
    reader = people.signed_in(way, "citizen")
    reader.go("/")
    menu = reader.page.get_by_role("banner").locator("summary:visible").first
    press_on(reader, menu)
    expect(reader.page.get_by_role("link", name=reader.words("My contributions")).first).to_be_visible()
    reader.page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(reader.page.get_by_role("link", name=reader.words("My contributions")).first).to_be_hidden()


def test_a_moderator_decides_and_undoes_with_the_keys_alone(people, way):
    moderator = people.signed_in(way, "moderator-2")
    moderator.go("/office/moderation/")
    keys = moderator.page.keyboard
    rows = moderator.main.locator(".queue-row")
    nobodys = [number for number, row in enumerate(rows.all()) if not row.locator(".flag.warning").count()]
    for _row in range(nobodys[0] + 1):
        keys.press("j")
    keys.press("Enter")
    expect(moderator.button("Save and go to the next")).to_be_visible()
    moderator.page.wait_for_load_state()  # before its script, a key is lost
    decided = moderator.page.url
    for key in ("h", "1", "Enter"):
        keys.press(key)
    expect(moderator.page).not_to_have_url(decided)
    moderator.page.goto(decided)
    moderator.reads(moderator.words("Held back"))
    for key in ("u", "Enter"):
        keys.press(key)
    expect(moderator.page).not_to_have_url(decided)
    moderator.page.goto(decided)
    # What names a telephone number can also be published with it covered.
    expect(moderator.field("Publish").first).to_be_visible()


def test_what_a_colleague_has_in_hand_is_taken_over_by_a_key(people, way):
    colleague = people.signed_in(way, "moderator-2")
    colleague.go("/office/moderation/")
    colleague.main.locator(".queue-row").last.click()
    colleague.page.wait_for_load_state()
    if colleague.button("Take it over").count():
        colleague.press("Take it over")
    moderator = people.signed_in(way, "moderator")
    moderator.page.goto(colleague.page.url)
    expect(moderator.button("Take it over")).to_be_visible()
    moderator.page.wait_for_load_state()  # before its script, a key is lost
    moderator.page.keyboard.press("t")
    expect(moderator.button("Save and go to the next")).to_be_visible()


def test_the_keys_can_be_switched_off(people, way):
    moderator = people.signed_in(way, "moderator-2")
    moderator.go("/office/moderation/")
    moderator.press("Keys")
    moderator.page.keyboard.press("j")
    expect(moderator.main.locator(".queue-row").first).not_to_be_focused()
    moderator.press("Keys")
    moderator.page.keyboard.press("j")
    expect(moderator.main.locator(".queue-row").first).to_be_focused()
