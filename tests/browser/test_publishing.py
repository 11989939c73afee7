"""Step 6: an editor changes a policy and opens a consultation in Wagtail's admin, and somebody else approves."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.browser import editing
from tests.browser.people import People
from tests.browser.reader import Way
from tests.repeated import is_repetition

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]

POLICY = "سياسة المشاركة الإلكترونية"
CONSULTATIONS = "المشاورات"
BEFORE = {"ar": "تضع وزارة التربية والتعليم هذه السياسة", "en": "The Ministry of Education places this policy"}


@pytest.fixture(scope="module", params=["ar", "en"])
def way(request: pytest.FixtureRequest) -> Way:
    """One language after the other: both change the same policy."""
    return Way(request.param, 1280)


def a_number() -> int:
    """In the words of one test, and of no repetition of it."""
    return secrets.randbelow(90_000) + 10_000


class Edition:
    """A policy edited, submitted and approved, once for both tests that look at what came of it."""

    def __init__(self, people: People, way: Way) -> None:
        number = a_number()
        self.introduction = {
            "ar": f"نص المقدمة بعد تعديله في واجهة التحرير ({number}).",
            "en": f"The introduction after it was changed at the desk ({number}).",
        }
        editor = editing.at_the_admin(people, way, "editor")
        editing.open_page(editor, POLICY)
        editing.write(editor, introduction_ar=self.introduction["ar"], introduction_en=self.introduction["en"])
        self.previews = {
            language: editing.preview(editor, language).get_by_text(self.introduction[language]).inner_text()
            for language in ("ar", "en")
        }
        editing.submit(editor)
        editing.open_page(editor, POLICY)
        self.offered_to_the_editor = editing.offered(editor)
        approver = editing.at_the_admin(people, way, "approver")
        editing.open_page(approver, POLICY)
        editing.approve(approver)


def clear_the_desk(people: People, way: Way) -> None:
    """Nobody changes a policy that was submitted and still waits: it is approved first."""
    approver = editing.at_the_admin(people, way, "approver")
    editing.open_page(approver, POLICY)
    if approver.words("Approve") in editing.offered(approver):
        editing.approve(approver)


@pytest.fixture(scope="module")
def editions() -> dict[Way, Edition]:
    return {}


@pytest.fixture
def edition(editions: dict[Way, Edition], people: People, way: Way, request: pytest.FixtureRequest) -> Edition:
    if is_repetition(request.node):
        clear_the_desk(people, way)
    if way not in editions or is_repetition(request.node):
        editions[way] = Edition(people, way)
    return editions[way]


def test_the_editor_previews_both_languages(edition):
    assert edition.previews == edition.introduction


def test_a_language_chosen_while_the_preview_loads_is_the_one_that_shows(people):
    editor = editing.at_the_admin(people, Way("ar", 1280), "editor")
    editing.open_page(editor, POLICY)
    arabic, held = re.compile("/preview/.*mode=ar"), []
    editor.page.route(arabic, lambda route: held.append(route), times=1)
    with editor.page.expect_request(arabic):
        editing.choose_preview(editor, "ar")
    shown = editing.preview(editor, "en")
    held[0].continue_()
    expect(shown.get_by_role("heading", level=1)).to_be_visible()


# As Wagtail asks before it saves a draft by itself, when the approval stands in the form already.
SAVES_A_DRAFT = """
() => {
  const formData = new FormData(document.querySelector("[data-edit-form]"));
  formData.set("action-workflow-action", "true");
  return document.dispatchEvent(new CustomEvent("w-autosave:save", {cancelable: true, detail: {formData}}));
}
"""


def test_an_approval_is_never_sent_by_the_saving_of_drafts(people):
    # Who approves can open a text only while it waits for them: the form of its editor is the same.
    editor = editing.at_the_admin(people, Way("ar", 1280), "editor")
    editing.open_page(editor, POLICY)
    editor.page.wait_for_load_state()  # the script stands at the page's end
    assert not editor.page.evaluate(SAVES_A_DRAFT)


def test_the_editor_is_offered_neither_approval_nor_publication(edition, people, way):
    reader = people.visitor(way)
    for words in ("Approve", "Publish"):
        assert reader.words(words) not in edition.offered_to_the_editor


def test_what_was_approved_is_public_and_frozen_and_the_version_before_keeps_its_address(edition, people, way):
    reader = people.visitor(way)
    reader.go("/policies/participation/")
    reader.reads(edition.introduction[way.language])
    versions = reader.main.get_by_role("region", name=reader.words("Versions")).get_by_role("link")
    versions.nth(1).click()
    reader.is_told("This is not the version in force.")
    reader.does_not_read(edition.introduction[way.language])


def test_an_editor_opens_a_consultation_in_both_languages(people, way):
    number = a_number()
    titles = {"ar": f"مشروع ضوابط الواجبات ({number})", "en": f"Draft rules for homework ({number})"}
    editor = editing.at_the_admin(people, way, "editor")
    editing.new_page_under(editor, CONSULTATIONS)
    editing.write(editor, Title_ar=titles["ar"], Title_en=titles["en"])
    editor.page.locator('select[name="unit"]').select_option(index=1)  # the first that may answer for it
    editing.add_part(
        editor,
        "Chapter or clause",
        heading_ar="مقدار الواجب",
        heading_en="How much homework",
        text_ar="لا يزيد الواجب في اليوم على ساعة.",
        text_en="Homework takes no more than an hour a day.",
    )
    editing.submit(editor)
    approver = editing.at_the_admin(people, way, "approver")
    editing.open_page(approver, titles["ar"])
    editing.approve(approver)
    reader = people.visitor(way)
    reader.go("/consultations/")
    upcoming = reader.main.get_by_role("region", name=reader.words("Upcoming"))
    upcoming.get_by_role("link", name=titles[way.language]).click()
    expect(reader.main.get_by_role("heading", level=1)).to_have_text(titles[way.language])
