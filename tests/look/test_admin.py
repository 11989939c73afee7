"""Wagtail's admin: in the person's language, under a policy that lets its editor work and no other page."""

import re

import pytest
from wagtail.admin.menu import admin_menu

from policies.actions import ensure_workflow
from tests.pages import into_the_office

ENGLISH_BROWSER = {"HTTP_ACCEPT_LANGUAGE": "en-GB,en"}


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_admin_speaks_the_language_of_the_persons_messages(make_user, visit, language, direction):
    ensure_workflow()
    editor = make_user("laila@example.om", "ليلى بنت أحمد", "editor", language=language)
    page = visit(into_the_office(editor)).get("/admin/", **ENGLISH_BROWSER)
    assert f'lang="{language}" dir="{direction}"' in page.content.decode()[:400]


@pytest.mark.django_db
def test_only_the_admin_runs_scripts_without_a_nonce(editor, visit):
    window = visit(into_the_office(editor))
    assert "'unsafe-inline'" in window.get("/admin/")["Content-Security-Policy"]
    assert "'unsafe-inline'" not in window.get("/ar/accounts/login/")["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/ar/accounts/login/", "/ar/nothing/", "/en/search/?q=a"])
def test_no_page_lets_a_style_or_script_in_that_is_not_ours(client, path):
    policy = client.get(path)["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["style-src"] == "'self'"
    assert directives["object-src"] == directives["base-uri"] == "'none'"
    assert directives["default-src"] == "'self'"


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "name"), [("ar", "مشاركة"), ("en", "Musharaka")])
def test_the_admin_carries_the_products_name_mark_and_colours(make_user, visit, language, name):
    editor = make_user("laila@example.om", "ليلى بنت أحمد", "editor", language=language)
    page = visit(into_the_office(editor)).get("/admin/").content.decode()
    assert f"- {name}</title>" in re.sub(r"\s+", " ", page)
    assert "img/favicon" in page
    assert "admin/musharaka" in page


SCREENS = {"home-office", "moderation-queue", "suggestions-desk", "consultations-desk", "tickets-desk"}
OF_ADMINISTRATORS = {"home-office", "consultations-desk", "tickets-desk"}
OF_POLICY_OFFICERS = {"home-office", "suggestions-desk", "consultations-desk"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "screens"),
    [("editor", {"home-office"}), ("administrator", OF_ADMINISTRATORS), ("policy_officer", OF_POLICY_OFFICERS)],
)
def test_our_screens_stand_in_the_menu_of_those_who_work_there(make_user, visit, rf, role, screens):
    request = rf.get("/admin/")
    request.user = make_user("laila@example.om", "ليلى بنت أحمد", role)
    assert {item.name for item in admin_menu.menu_items_for_request(request)} & SCREENS == screens


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_screen_in_the_menu_is_in_the_persons_language(make_user, visit, language):
    boss = make_user("nasser@example.om", "ناصر بن علي", "administrator", language=language)
    assert f'"/{language}/office/tickets/"' in visit(into_the_office(boss)).get("/admin/").content.decode()


@pytest.mark.django_db
def test_the_first_page_says_what_waits(editor, visit):
    page = visit(into_the_office(editor)).get("/admin/").content.decode()
    assert 'class="waiting"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "status"), [("moderator", 200), ("policy_officer", 200), ("citizen", 403)])
def test_who_has_nothing_to_do_there_is_led_to_what_they_have(people, visit, who, status):
    answer = visit(people(who)).get("/admin/", follow=True)
    assert answer.redirect_chain == [("/ar/office/", 302)]
    assert answer.status_code == status
