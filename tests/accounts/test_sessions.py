"""Where somebody is signed in, and signing out there."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import erase_account
from accounts.sessions import sessions_of
from config.personal_data import Leaving
from privacy.queries import everything
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

ADDRESS = "/ar/accounts/sessions/"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"


def signed_in(user, user_agent=DESK):
    browser = Client(headers={"user-agent": user_agent})
    browser.post("/ar/accounts/login/", {"login": user.email, "password": PASSWORD})
    return browser


def is_signed_in(browser):
    return browser.get("/ar/accounts/profile/").status_code == 200


@pytest.fixture
def phone(citizen):
    return signed_in(citizen, PHONE)


@pytest.fixture
def desk(citizen, phone):
    return signed_in(citizen)


def test_the_page_names_every_device_and_this_one_first(phone, desk):
    seen = [(each.browser, each.system, each.is_here) for each in desk.get(ADDRESS).context["sessions"]]
    assert seen == [("Firefox", "Linux", True), ("Chrome", "Android", False)]


def test_whoever_is_not_signed_in_is_asked_to(client):
    assert client.get(ADDRESS)["Location"].startswith("/ar/accounts/login/")


def test_one_device_is_signed_out(citizen, phone, desk):
    row = UserSession.objects.get(user_agent=PHONE)
    desk.post(ADDRESS, {"which": row.pk})
    assert (is_signed_in(phone), is_signed_in(desk)) == (False, True)


def test_everything_else_is_signed_out(phone, desk):
    desk.post(ADDRESS, {"which": "elsewhere"})
    assert (is_signed_in(phone), is_signed_in(desk)) == (False, True)


def test_everything_is_signed_out(phone, desk):
    desk.post(ADDRESS, {"which": "everywhere"})
    assert (is_signed_in(phone), is_signed_in(desk)) == (False, False)


def test_nobody_signs_others_out(desk, neighbour):
    theirs = signed_in(neighbour)
    desk.post(ADDRESS, {"which": UserSession.objects.get(user=neighbour).pk})
    assert is_signed_in(theirs)


@pytest.mark.parametrize("which", ["", "-1", "all", "9" * 40])
def test_what_names_no_session_ends_none(phone, desk, which):
    assert desk.post(ADDRESS, {"which": which}).status_code == 422
    assert is_signed_in(phone)


def test_a_session_that_a_new_password_ended_is_not_named(citizen, phone, desk):
    new = {"oldpassword": PASSWORD, "password1": "an even longer one", "password2": "an even longer one"}
    desk.post("/ar/accounts/password/change/", new)
    assert [each.is_here for each in desk.get(ADDRESS).context["sessions"]] == [True]


def test_ten_sessions_cost_no_more_than_one(citizen, desk):
    def statements():
        with CaptureQueriesContext(connection) as said:
            sessions_of(citizen)
        return len(said)

    few = statements()
    for number in range(10):
        signed_in(citizen, f"Browser {number}")
    assert statements() == few


def test_the_network_address_goes_with_the_session(desk, phone):
    Session.objects.get(pk=phone.session.session_key).delete()
    call_command("clearsessions")
    assert [row.session_key for row in UserSession.objects.all()] == [desk.session.session_key]


def test_the_copy_of_ones_data_holds_them(citizen, desk):
    assert [row["browser"] for row in everything(citizen)["sessions"]] == ["Firefox", "Chrome"]


def test_an_account_that_is_erased_leaves_no_network_address(citizen, desk, settings):
    erase_account(Leaving(user=citizen, addresses=(), at=timezone.now(), texts_go=False))
    assert not UserSession.objects.exists()


def test_a_reader_who_is_signed_in_costs_no_statement_more(citizen, desk, visit):
    def statements(browser):
        browser.get("/ar/search/")
        with CaptureQueriesContext(connection) as said:
            browser.get("/ar/search/")
        return len(said)

    assert statements(desk) == statements(visit(citizen))
