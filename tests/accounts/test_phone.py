"""A mobile number as a second way to sign in: confirmed by a code, of one account only, and told to nobody."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import confirm_phone, erase_account, remove_phone
from accounts.models import User
from accounts.phones import normal
from config.personal_data import Leaving
from messaging.models import OutboxMessage
from tests.conftest import PASSWORD
from workflow.errors import IllegalStep

pytestmark = pytest.mark.django_db

CHANGE, VERIFY = "/ar/accounts/phone/", "/ar/accounts/phone/verify/"
CODE, CONFIRM = "/ar/accounts/login/code/", "/ar/accounts/login/code/confirm/"
NUMBER, OTHER = "+96891234567", "+96899887766"


@pytest.fixture
def with_number(citizen):
    confirm_phone(citizen, NUMBER, by=citizen)
    return citizen


@pytest.fixture
def proven(visit):
    """A browser in which somebody has typed their password just now."""

    def sign_in(user):
        browser = visit()
        browser.post("/ar/accounts/login/", {"login": user.email, "password": PASSWORD})
        browser.post("/ar/accounts/reauthenticate/", {"password": PASSWORD})
        return browser

    return sign_in


def sent_to(number):
    found = OutboxMessage.objects.filter(channel="sms", address=number).order_by("pk").last()
    return re.match(r"\d{6}", found.text)[0] if found else ""


@pytest.mark.parametrize(
    "typed",
    [
        "91234567",
        "9123 4567",
        "+968 9123 4567",
        "00968 91234567",
        "٩١٢٣٤٥٦٧",
        "968-9123-4567",
        "+٩٦٨٩١٢٣٤٥٦٧",
        "۹۱۲۳۴۵۶۷",
    ],
)
def test_a_number_is_understood_however_it_is_typed(typed):
    assert normal(typed) == NUMBER


@pytest.mark.parametrize("typed", ["", "123", "24601234", "+968", "hello", "9" * 40, "maryam@example.om", "+97150"])
def test_what_is_no_mobile_number_is_none(typed):
    assert normal(typed) == ""


def test_a_number_from_abroad_keeps_its_country():
    assert normal("+971 50 123 4567") == "+971501234567"


@pytest.mark.parametrize("before", ["", OTHER])
def test_a_number_is_on_the_account_when_its_code_was_typed(proven, citizen, before):
    if before:
        confirm_phone(citizen, before, by=citizen)
    browser = proven(citizen)
    browser.post(CHANGE, {"phone": "٩١٢٣ ٤٥٦٧"})
    citizen.refresh_from_db()
    assert citizen.phone == before
    browser.post(VERIFY, {"code": sent_to(NUMBER)})
    citizen.refresh_from_db()
    assert citizen.phone == NUMBER


def test_a_wrong_code_puts_no_number_on_the_account(proven, citizen):
    browser = proven(citizen)
    browser.post(CHANGE, {"phone": NUMBER})
    for _ in range(3):
        browser.post(VERIFY, {"code": "000000" if sent_to(NUMBER) != "000000" else "111111"})
    browser.post(VERIFY, {"code": sent_to(NUMBER)})
    citizen.refresh_from_db()
    assert citizen.phone == ""


def test_a_code_may_be_typed_in_arabic_digits(proven, citizen):
    browser = proven(citizen)
    browser.post(CHANGE, {"phone": NUMBER})
    browser.post(VERIFY, {"code": sent_to(NUMBER).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))})
    citizen.refresh_from_db()
    assert citizen.phone == NUMBER


@pytest.mark.parametrize("path", [CHANGE, "/ar/accounts/phone/remove/"])
def test_whoever_did_not_type_the_password_lately_types_it_first(visit, citizen, path):
    answer = visit(citizen).post(path, {"phone": NUMBER})
    assert "/accounts/reauthenticate/" in answer.get("Location", "")
    assert not OutboxMessage.objects.filter(channel="sms").exists()


@pytest.mark.parametrize("typed", ["", "123", "hello"])
def test_what_is_no_number_is_told_beside_the_field_and_kept(proven, citizen, typed):
    answer = proven(citizen).post(CHANGE, {"phone": typed})
    assert answer.context["form"].errors["phone"]
    assert not typed or typed in answer.text


def test_a_number_of_another_account_is_refused_to_whoever_can_read_its_messages_only(proven, with_number, neighbour):
    browser = proven(neighbour)
    asked = browser.post(CHANGE, {"phone": NUMBER})
    assert asked.url == VERIFY
    browser.post(VERIFY, {"code": sent_to(NUMBER)})
    neighbour.refresh_from_db()
    assert neighbour.phone == ""


def test_a_number_is_on_one_account_only(with_number, neighbour):
    with pytest.raises(IllegalStep):
        confirm_phone(neighbour, NUMBER, by=neighbour)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=neighbour.pk).update(phone=NUMBER)


@pytest.mark.parametrize("typed", [NUMBER, "9123 4567", "٩١٢٣٤٥٦٧"])
def test_a_code_by_text_message_signs_in(visit, with_number, typed):
    browser = visit()
    browser.post(CODE, {"phone": typed})
    answer = browser.post(CONFIRM, {"code": sent_to(NUMBER)})
    assert (answer.status_code, browser.session.get("_auth_user_id")) == (302, str(with_number.pk))


@pytest.mark.parametrize("typed", [NUMBER, "9123 4567", "٩١٢٣٤٥٦٧"])
def test_number_and_password_sign_in(visit, with_number, typed):
    browser = visit()
    browser.post("/ar/accounts/login/", {"login": typed, "password": PASSWORD})
    assert browser.session.get("_auth_user_id") == str(with_number.pk)


def test_a_code_signs_in_once(visit, with_number):
    browser, other = visit(), visit()
    browser.post(CODE, {"phone": NUMBER})
    code = sent_to(NUMBER)
    browser.post(CONFIRM, {"code": code})
    other.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in other.session


def test_address_and_number_together_are_refused(visit, with_number):
    answer = visit().post(CODE, {"phone": NUMBER, "email": with_number.email})
    assert answer.context["form"].errors


def test_neither_address_nor_number_is_told(visit, db):
    assert visit().post(CODE, {}).context["form"].errors["email"]


@pytest.mark.parametrize("path", [CODE, "/ar/accounts/login/"])
def test_a_suspended_account_does_not_come_in_by_number(visit, with_number, administrator, path):
    from accounts.actions import suspend

    suspend(with_number, reason="إعلانات", by=administrator)
    browser = visit()
    browser.post(path, {"phone": NUMBER, "login": NUMBER, "password": PASSWORD})
    browser.post(CONFIRM, {"code": sent_to(NUMBER)})
    assert "_auth_user_id" not in browser.session


def test_a_stranger_whose_number_is_unknown_gets_no_message(visit, db):
    visit().post(CODE, {"phone": OTHER})
    row = OutboxMessage.objects.get()
    assert (row.address, row.text, row.state) == ("", "", "failed")


@pytest.mark.parametrize("per", ["number", "address", "network"])
def test_text_messages_are_limited(visit, with_number, settings, per):
    settings.GUARDED = True
    settings.LIMITS = settings.LIMITS | {"sms": [f"1/d/{per}"]}
    codes = [visit().post(CODE, {"phone": NUMBER}).status_code for _ in range(2)]
    assert codes == [302, 429]
    assert OutboxMessage.objects.filter(channel="sms").count() == 1


def test_unknown_numbers_are_limited_alike(visit, db, settings):
    settings.GUARDED = True
    settings.LIMITS = settings.LIMITS | {"sms": ["1/d/number"]}
    assert [visit().post(CODE, {"phone": OTHER}).status_code for _ in range(2)] == [302, 429]


def test_a_number_can_be_taken_off(proven, with_number):
    proven(with_number).post("/ar/accounts/phone/remove/")
    with_number.refresh_from_db()
    assert with_number.phone == ""


@pytest.mark.parametrize("act", ["confirmed", "removed"])
def test_the_owner_is_told_by_mail_that_a_number_came_or_went(with_number, act):
    if act == "removed":
        remove_phone(with_number, by=with_number)
    told = OutboxMessage.objects.filter(channel="email", address=with_number.email)
    assert (NUMBER in told.latest("pk").text, told.count()) == (act == "confirmed", 1 if act == "confirmed" else 2)


def test_signing_in_by_the_number_tells_nothing_anew(visit, with_number):
    browser = visit()
    browser.post(CODE, {"phone": NUMBER})
    browser.post(CONFIRM, {"code": sent_to(NUMBER)})
    assert OutboxMessage.objects.filter(channel="email").count() == 1


@pytest.mark.parametrize(("who", "status"), [("anonymous", 302), ("citizen", 200), ("neighbour", 200)])
def test_who_opens_the_page_of_the_number(visit, proven, people, who, status):
    browser = proven(people(who)) if people(who) else visit()
    assert browser.get(CHANGE).status_code == status


def test_a_get_takes_no_number_off(proven, with_number):
    assert proven(with_number).get("/ar/accounts/phone/remove/").status_code == 405


def test_a_service_without_text_messages_has_no_such_pages(visit, proven, citizen, settings):
    settings.SMS_BACKEND = ""
    assert proven(citizen).get(CHANGE).status_code == 404
    assert CHANGE not in visit(citizen).get("/ar/accounts/profile/").text


def test_without_text_messages_an_address_alone_is_asked_for(visit, db, settings):
    settings.SMS_BACKEND, settings.ACCOUNT_LOGIN_METHODS = "", {"email"}
    assert "phone" not in visit().get(CODE).context["form"].fields


def test_an_erased_account_has_no_number(with_number):
    erase_account(Leaving(with_number, addresses=(NUMBER,), at=timezone.now(), texts_go=False))
    with_number.refresh_from_db()
    assert with_number.phone == ""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_message_is_one_part_long(visit, with_number, language):
    from messaging.segments import segments

    visit().post(CODE.replace("/ar/", f"/{language}/"), {"phone": NUMBER})
    assert segments(OutboxMessage.objects.get(channel="sms").text) == 1
