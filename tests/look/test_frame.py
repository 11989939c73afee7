"""The frame of every answer: language and direction, one origin, the way to the other language."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from config import errors
from config.languages import path_in
from workflow.errors import IllegalStep

TEMPLATES = sorted((settings.ROOT / "templates").rglob("*.html"))
ICONS = sorted((settings.ROOT / "templates" / "icons").glob("*.svg"))
ROOT_ELEMENT = re.compile(rb'<html lang="(ar|en)" dir="(rtl|ltr)"')


def language_and_direction(content: bytes) -> tuple[str, str]:
    found = ROOT_ELEMENT.search(content)
    assert found, content[:200]
    return found[1].decode(), found[2].decode()


PAGES = ["accounts/login/", "accounts/signup/", "accounts/password/reset/", "nothing-here/"]
SIDES = {"ar": "rtl", "en": "ltr"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", SIDES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_its_language_and_its_direction(client: Client, page: str, language: str) -> None:
    answer = client.get(f"/{language}/{page}")
    assert language_and_direction(answer.content) == (language, SIDES[language])


@pytest.mark.django_db
@pytest.mark.parametrize("language", SIDES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_itself_in_the_other_language(client: Client, page: str, language: str) -> None:
    other = "en" if language == "ar" else "ar"
    answer = client.get(f"/{language}/{page}?kind=comment&page=2")
    assert f'href="/{other}/{page}?kind=comment&amp;page=2" lang="{other}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/ar/policies/participation/", "/en/policies/participation/"),
        ("/ar/search/?q=a&page=2", "/en/search/?q=a&page=2"),
        ("/ar", "/en"),
        ("/arabic/", "/en/"),
        ("/admin/pages/3/", "/en/"),
    ],
)
def test_an_address_differs_in_its_language_only(address: str, expected: str) -> None:
    assert path_in("en", address) == expected


ALONE = [(errors.bad_request, ValueError("odd"), 400), (errors.bad_request, RequestDataTooBig("much"), 413)]


@pytest.mark.parametrize(("path", "language"), [("/ar/x/", "ar"), ("/en/x/", "en"), ("/x/", "ar")])
@pytest.mark.parametrize(("view", "error", "status"), ALONE)
def test_a_request_that_cannot_be_read_is_answered_in_its_language(
    rf: RequestFactory,
    view,
    error: Exception,
    status: int,
    path: str,
    language: str,  # noqa: ANN001
) -> None:
    answer = view(rf.get(path), error)
    assert answer.status_code == status
    assert language_and_direction(answer.content) == (language, SIDES[language])


@pytest.mark.parametrize(("path", "language"), [("/ar/x/", "ar"), ("/en/x/", "en"), ("/x/", "ar")])
@pytest.mark.parametrize(("view", "status"), [(errors.server_error, 500), (errors.csrf_failure, 403)])
def test_a_broken_machine_and_a_stale_form_are_answered_without_a_database(
    rf: RequestFactory,
    view,
    status: int,
    path: str,
    language: str,  # noqa: ANN001
) -> None:
    with translation.override("en"):
        answer = view(rf.get(path))
    assert answer.status_code == status
    assert language_and_direction(answer.content) == (language, SIDES[language])


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "413.html", "500.html"])
def test_a_page_that_stands_alone_needs_no_context_and_is_arabic(name: str) -> None:
    assert language_and_direction(render_to_string(name).encode()) == ("ar", "rtl")


@pytest.mark.django_db
@pytest.mark.parametrize("language", SIDES)
@pytest.mark.parametrize("name", ["403.html", "404.html", "409.html", "429.html"])
def test_a_refusal_says_what_to_do_next(rf: RequestFactory, name: str, language: str) -> None:
    from django.contrib.auth.models import AnonymousUser

    request = rf.get(f"/{language}/x/")
    request.user = AnonymousUser()
    with translation.override(language):
        page = render_to_string(name, {"reason": IllegalStep("no"), "exception": ""}, request)
    assert language_and_direction(page.encode()) == (language, SIDES[language])
    assert 'class="buttons"' in page


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_asks_nothing_of_a_third_party(path) -> None:  # noqa: ANN001
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"(?:src|href|action)=\"(?:https?:)?//(?!www\.w3\.org)", text)


@pytest.mark.parametrize(
    "path",
    # Mails, and a file that is kept and read without us, carry their style with them.
    [path for path in TEMPLATES if "messages" not in path.parts and path.parts[-2:] != ("privacy", "download.html")],
    ids=lambda path: path.name,
)
def test_a_template_holds_no_style_and_no_script_that_the_policy_would_drop(path) -> None:  # noqa: ANN001
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"<style|\sstyle=|\son\w+=\"|javascript:", text)


@pytest.mark.django_db
def test_a_choice_of_colours_is_kept_and_leads_back(client: Client) -> None:
    answer = client.post("/appearance/", {"theme": "dark", "next": "/en/accounts/login/"})
    assert answer["Location"] == "/en/accounts/login/"
    assert b'data-theme="dark"' in client.get("/en/accounts/login/").content


@pytest.mark.django_db
def test_a_choice_of_colours_leads_nowhere_else(client: Client) -> None:
    assert client.post("/appearance/", {"theme": "dark", "next": "//elsewhere.example/"})["Location"] == "/"


@pytest.mark.parametrize("drawing", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_small_where_the_style_sheet_did_not_come(drawing):
    assert re.match(r'<svg class="[^"]*" viewBox="0 0 (\d+) (\d+)" width="\1" height="\2"', drawing.read_text())
