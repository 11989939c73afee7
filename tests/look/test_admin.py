"""Wagtail's admin: in the person's language, under a policy that lets its editor work and no other page."""

import pytest

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
