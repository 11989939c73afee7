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


def test_after_several_wrong_codes_the_way_to_a_new_one_is_told(browser):
    sign_up(browser)
    for _ in range(3):
        answer = browser.post("/ar/accounts/confirm-email/", {"code": "000000"}, follow=True)
    assert "أُدخل الرمز خطأً عدة مرات فبطل" in answer.content.decode()


def test_signing_in_after_wrong_codes_sends_a_new_one(browser):
    sign_up(browser)
    first = code_sent_to("noora@example.om")
    for _ in range(3):
        browser.post("/ar/accounts/confirm-email/", {"code": "000000"})
    browser.post("/ar/accounts/login/", {"login": "noora@example.om", "password": TYPED["password1"]})
    assert code_sent_to("noora@example.om") != first


def test_a_wrong_password_too_often_says_nothing_of_codes(browser, citizen, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    for _ in range(6):
        answer = browser.post("/ar/accounts/login/", {"login": citizen.email, "password": "not the password"})
    assert "كثرت محاولات الدخول غير الصحيحة" in str(answer.context["form"].errors)


def test_the_page_and_the_mail_say_how_long_a_code_is_valid(browser, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 20 * 60
    page = sign_up(browser).content.decode()
    assert "صالح لمدة 20 دقيقة" in page
    assert "خلال 20 دقيقة" in OutboxMessage.objects.get(address="noora@example.om").text


def test_the_code_is_called_a_code_of_verification(browser):
    assert "رمز التحقق" in sign_up(browser).content.decode()


@pytest.mark.parametrize(("field", "value"), [("name", "نورة"), ("email", "not-an-address"), ("password1", "short")])
def test_what_is_wrong_is_told_and_the_rest_is_kept(browser, field, value):
    answer = browser.post(ADDRESS, TYPED | {field: value})
    assert answer.context["form"].errors[field]
    assert User.objects.count() == 0


def test_of_what_was_written_the_password_alone_is_gone_and_that_is_told(browser):
    page = sign_up(browser, name="").content.decode()
    assert "حُفظ كل ما كتبته إلا كلمة المرور، فاكتبها من جديد." in page
    assert TYPED["password1"] not in page


def test_a_known_address_gets_the_same_answer_as_an_unknown_one(browser, visit, citizen):
    unknown = sign_up(browser)
    known = sign_up(visit(), email=citizen.email)
    assert known.redirect_chain == unknown.redirect_chain
    assert User.objects.filter(email=citizen.email).count() == 1


def test_the_owner_of_a_known_address_is_told_by_mail(browser, citizen):
    sign_up(browser, email=citizen.email)
    assert OutboxMessage.objects.filter(address=citizen.email).count() == 1


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("who", "where"), [("citizen", ""), ("moderator", "office/"), ("policy_officer", "office/")])
def test_signing_in_ends_in_the_pages_language_and_for_who_works_here_at_the_desks(
    language, browser, people, who, where
):
    user = people(who)
    user.set_password("a long enough password")
    user.save()
    user.emailaddress_set.update_or_create(email=user.email, defaults={"verified": True, "primary": True})
    typed = {"login": user.email, "password": "a long enough password"}
    assert browser.post(f"/{language}/accounts/login/", typed).headers["Location"] == f"/{language}/{where}"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_signing_up_ends_on_the_home_page_in_the_pages_language(language, browser):
    browser.post(f"/{language}/accounts/signup/", TYPED)
    code = code_sent_to("noora@example.om")
    answer = browser.post(f"/{language}/accounts/confirm-email/", {"code": code})
    assert answer.headers["Location"] == f"/{language}/"


@pytest.mark.parametrize("page", ["accounts/login", "tickets"])
def test_nobody_is_told_that_a_password_or_a_number_looked_up_is_kept(page, browser):
    answer = browser.post(f"/en/{page}/", {"reference": "1"}).text
    assert "error-summary" in answer
    assert "is kept" not in answer


def test_the_mail_with_the_code_says_why_it_comes(browser):
    sign_up(browser)
    told = OutboxMessage.objects.get(address="noora@example.om")
    assert all("لأن هذا العنوان أُدخل في مشاركة" in words for words in (told.text, told.html))


@pytest.mark.parametrize("page", ["accounts/login", "accounts/signup", "suggestions", "search", "tickets", "ledger"])
def test_the_title_of_a_page_ends_with_the_name_of_the_platform(page, browser):
    assert browser.get(f"/ar/{page}/", follow=True).text.partition("</title>")[0].endswith(" · مشاركة")


@pytest.mark.parametrize(
    ("path", "sentences"),
    [
        ("signup", ["اكتب بريدك الإلكتروني.", "اكتب كلمة المرور التي تختارها."]),
        ("login", ["اكتب بريدك الإلكتروني أو رقم هاتفك النقال.", "اكتب كلمة المرور."]),
        ("password/reset", ["اكتب بريدك الإلكتروني."]),
    ],
)
def test_every_empty_field_says_for_itself_what_it_lacks(browser, path, sentences):
    answer = browser.post(f"/ar/accounts/{path}/").text
    assert "هذا الحقل مطلوب" not in answer
    assert [sentence for sentence in sentences if answer.count(sentence) != 2] == []
