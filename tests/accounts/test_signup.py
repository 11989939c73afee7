import re

import pytest

from accounts.models import Party, Representation, User
from messaging.models import OutboxMessage

ADDRESS = "/ar/accounts/signup/"
TYPED = {
    "email": "noora@example.om",
    "password1": "a long enough password",
    "name": "نورة بنت جمعة العلوية",
    "education_role": "teacher",
    "governorate": "south_sharqiyah",
}


@pytest.fixture
def browser(visit, db):
    return visit()


def sign_up(browser, **fields):
    return browser.post(ADDRESS, TYPED | fields, follow=True)


def code_sent_to(address):
    told = OutboxMessage.objects.filter(address=address).latest("pk")
    return re.search(r"^[A-Z0-9-]{6,9}$", told.text, re.MULTILINE).group()


def test_signing_up_opens_an_account_that_speaks_for_itself(browser):
    sign_up(browser)
    user = User.objects.get(email="noora@example.om")
    assert user.representations.get().capacity == Representation.Capacity.SELF
    assert Party.objects.get().name == "نورة بنت جمعة العلوية"


def test_the_mail_with_the_code_waits_in_the_outbox(browser):
    sign_up(browser)
    assert OutboxMessage.objects.filter(address="noora@example.om").count() == 1


def test_the_code_of_the_mail_signs_in(browser):
    sign_up(browser)
    browser.post("/ar/accounts/confirm-email/", {"code": code_sent_to("noora@example.om")}, follow=True)
    assert browser.get("/ar/contributions/mine/").status_code == 200


def test_nobody_is_signed_in_before_the_code_is_given(browser):
    sign_up(browser)
    assert browser.get("/ar/contributions/mine/").status_code == 302


def test_a_wrong_code_is_told_beside_the_field(browser):
    sign_up(browser)
    answer = browser.post("/ar/accounts/confirm-email/", {"code": "000000"})
    assert answer.context["form"].errors["code"]


@pytest.mark.parametrize(("field", "value"), [("name", "نورة"), ("email", "not-an-address"), ("password1", "short")])
def test_what_is_wrong_is_told_and_the_rest_is_kept(browser, field, value):
    answer = browser.post(ADDRESS, TYPED | {field: value})
    assert answer.context["form"].errors[field]
    assert User.objects.count() == 0


def test_a_known_address_gets_the_same_answer_as_an_unknown_one(browser, visit, citizen):
    unknown = sign_up(browser)
    known = sign_up(visit(), email=citizen.email)
    assert known.redirect_chain == unknown.redirect_chain
    assert User.objects.filter(email=citizen.email).count() == 1


def test_the_owner_of_a_known_address_is_told_by_mail(browser, citizen):
    sign_up(browser, email=citizen.email)
    assert OutboxMessage.objects.filter(address=citizen.email).count() == 1
