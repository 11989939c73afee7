"""A code that did not arrive is sent again, from the page that asks for it."""

import re

import pytest

from accounts.actions import confirm_phone
from messaging.models import OutboxMessage
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

NUMBER = "+96891234567"
ASK, CONFIRM, VERIFY = "/ar/accounts/login/code/", "/ar/accounts/login/code/confirm/", "/ar/accounts/phone/verify/"
BUTTON = 'form="resend"'


@pytest.fixture
def waiting(visit, citizen):
    """By what the code is asked for: a browser that waits for it."""
    confirm_phone(citizen, NUMBER, by=citizen)

    def asked(field):
        browser = visit()
        browser.post(ASK, {field: citizen.email if field == "email" else NUMBER})
        return browser

    return asked


def newest_code():
    text = OutboxMessage.objects.latest("pk").text
    return re.search(r"^[A-Z-]{9}$|^\d{6}", text, re.MULTILINE)[0]


def signed_in(browser):
    return "_auth_user_id" in browser.session


@pytest.mark.parametrize("field", ["email", "phone"])
def test_the_new_code_signs_in_and_the_first_one_no_longer(waiting, field):
    browser = waiting(field)
    first = newest_code()
    browser.post(CONFIRM, {"action": "resend"})
    browser.post(CONFIRM, {"code": first})
    assert not signed_in(browser)
    browser.post(CONFIRM, {"code": newest_code()})
    assert signed_in(browser)


@pytest.mark.parametrize("field", ["email", "phone"])
def test_the_page_says_which_code_counts_from_now_on(waiting, field):
    page = waiting(field).post(CONFIRM, {"action": "resend"}, follow=True)
    assert "ولم يعد الرمز السابق صالحًا" in page.text


def test_the_letter_says_what_its_code_is_for(waiting):
    waiting("email")
    assert "لتسجيل الدخول" in OutboxMessage.objects.latest("pk").text


def test_an_address_without_an_account_reads_what_somebody_wanted_and_where_to_begin(visit):
    visit().post(ASK, {"email": "nobody@example.om"})
    letter = OutboxMessage.objects.get(address="nobody@example.om")
    assert "تسجيل الدخول بهذا العنوان" in letter.text
    assert "/ar/accounts/signup/" in letter.text


@pytest.mark.parametrize("field", ["email", "phone"])
def test_the_page_offers_a_new_code_twice(waiting, field):
    browser = waiting(field)
    offered = []
    for _ in range(3):
        offered.append(BUTTON in browser.get(CONFIRM).text)
        browser.post(CONFIRM, {"action": "resend"})
    assert offered == [True, True, False]


@pytest.mark.parametrize("field", ["email", "phone"])
def test_a_new_code_counts_as_long_as_its_message_says(waiting, field, monkeypatch):
    browser = waiting(field)
    began = browser.session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"]
    monkeypatch.setattr("time.time", lambda: began + 9 * 60)
    browser.post(CONFIRM, {"action": "resend"})
    monkeypatch.setattr("time.time", lambda: began + 18 * 60)
    browser.post(CONFIRM, {"code": newest_code()})
    assert signed_in(browser)


def test_mistyped_codes_are_counted_on_after_a_new_one(waiting):
    browser = waiting("email")
    browser.post(CONFIRM, {"code": "BCDF-GHJK"})
    browser.post(CONFIRM, {"action": "resend"})
    for _ in range(2):
        browser.post(CONFIRM, {"code": "BCDF-GHJK"})
    browser.post(CONFIRM, {"code": newest_code()})
    assert not signed_in(browser)


def test_whoever_changes_their_number_is_sent_a_new_code(visit, citizen):
    browser = visit()
    browser.post("/ar/accounts/login/", {"login": citizen.email, "password": PASSWORD})
    browser.post("/ar/accounts/reauthenticate/", {"password": PASSWORD})
    browser.post("/ar/accounts/phone/", {"phone": NUMBER})
    assert BUTTON in browser.get(VERIFY).text
    browser.post(VERIFY, {"action": "resend"})
    browser.post(VERIFY, {"code": newest_code()})
    citizen.refresh_from_db()
    assert (citizen.phone, OutboxMessage.objects.filter(channel="sms").count()) == (NUMBER, 2)
