"""Letters about what opens an account: to its owner, in their language, whatever page it was done on."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from accounts.second_factor import give_app
from messaging.models import OutboxMessage
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

SECOND = "noora.new@example.om"


@pytest.fixture
def proven(visit, citizen):
    browser = visit()
    browser.post("/en/accounts/login/", {"login": citizen.email, "password": PASSWORD})
    browser.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


@pytest.fixture
def added(proven):
    """The answer after the code of a second address was typed."""
    proven.post("/en/accounts/email/", {"email": SECOND, "action_add": ""})
    code = re.search(r"^[A-Z-]{9}$", OutboxMessage.objects.get(address=SECOND).text, re.MULTILINE)[0]
    return proven.post("/en/accounts/confirm-email/", {"code": code})


def letters_to(user):
    return OutboxMessage.objects.filter(address=user.email).order_by("pk")


def test_a_used_recovery_code_is_told_with_how_many_are_left(visit, citizen):
    give_app(citizen, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    spare = RecoveryCodes.activate(citizen).get_unused_codes()[0]
    browser = visit()
    browser.post("/ar/accounts/login/", {"login": citizen.email, "password": PASSWORD})
    browser.post("/ar/accounts/2fa/authenticate/", {"code": spare})
    letter = letters_to(citizen).last()
    assert letter.subject == "استُعمل أحد رموز استعادة حسابك"
    assert "وبقيت لك 9 رموز" in letter.text


def test_the_code_of_the_app_is_no_news(visit, citizen):
    give_app(citizen, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    browser = visit()
    browser.post("/ar/accounts/login/", {"login": citizen.email, "password": PASSWORD})
    browser.post("/ar/accounts/2fa/authenticate/", {"code": "000000"})
    assert not letters_to(citizen).exists()


def test_the_main_address_is_told_that_another_was_added(added, citizen):
    letter = letters_to(citizen).last()
    assert letter.subject == "أُضيف عنوان إلى حسابك"
    assert SECOND in letter.text


def test_whoever_confirmed_another_address_finds_it_in_the_list(added):
    assert added["Location"] == "/en/accounts/email/"
    assert EmailAddress.objects.get(email=SECOND).verified


def test_the_first_address_of_an_account_is_no_news(visit, citizen):
    EmailAddress.objects.filter(user=citizen).update(verified=False)
    browser = visit()
    browser.post("/ar/accounts/login/", {"login": citizen.email, "password": PASSWORD})
    code = re.search(r"^[A-Z-]{9}$", letters_to(citizen).last().text, re.MULTILINE)[0]
    browser.post("/ar/accounts/confirm-email/", {"code": code})
    assert letters_to(citizen).count() == 1


@pytest.mark.parametrize(("language", "subject"), [("ar", "تغيّرت كلمة مرورك"), ("en", "Your password was changed")])
def test_a_letter_about_an_account_is_in_its_owner_s_language(proven, citizen, language, subject):
    citizen.language = language
    citizen.save()
    typed = {"oldpassword": PASSWORD, "password1": "a longer one 27", "password2": "a longer one 27"}
    proven.post("/en/accounts/password/change/", typed)
    assert letters_to(citizen).last().subject == subject
