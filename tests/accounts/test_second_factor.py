"""The second step of signing in: who must show one, setting it up, and what it is worth."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import erase_account
from accounts.second_factor import FactorAdapter, give_app, must_show
from config.personal_data import Leaving
from messaging.models import OutboxMessage
from privacy.queries import everything
from tests.conftest import PASSWORD
from workflow.models import Step

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OFFICE, ADMIN, LEADS = "/ar/office/", "/admin/", "/ar/accounts/second-factor/"


def code(secret=SECRET, steps=0):
    now = sorted(auth.yield_hotp_counters_from_time())[1]
    return auth.format_hotp_value(auth.hotp_value(secret, now + steps))


def by_the_door(user):
    """A browser in which somebody has written their password, and no more."""
    browser = Client()
    browser.post("/ar/accounts/login/", {"login": user.email, "password": PASSWORD})
    return browser


def with_code(user, typed):
    browser = by_the_door(user)
    return browser, browser.post("/ar/accounts/2fa/authenticate/", {"code": typed})


@pytest.fixture
def set_up(moderator):
    give_app(moderator, SECRET)
    return moderator


def is_open(browser, path=OFFICE):
    return browser.get(path).status_code == 200


@pytest.mark.parametrize("path", [OFFICE, "/en/office/moderation/", ADMIN])
@pytest.mark.parametrize(
    "who", ["moderator", "policy_officer", "ticket_officer", "editor", "approver", "administrator"]
)
def test_nobody_with_a_role_comes_in_by_a_password_alone(people, who, path):
    answer = by_the_door(people(who)).get(path)
    assert (answer.status_code, "/accounts/second-factor/?next=" in answer["Location"]) == (302, True)


def test_a_superuser_needs_one_too(db):
    user = get_user_model().objects.create_superuser("root@example.om", PASSWORD)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    assert must_show(user)
    assert not is_open(by_the_door(user), ADMIN)


def test_a_form_of_the_office_is_not_taken_by_a_password_alone(administrator, citizen):
    by_the_door(administrator).post("/ar/office/roles/", {"email": citizen.email, "role": "editor", "reason": "x"})
    assert not citizen.role_grants.exists()


def test_a_citizen_needs_none(citizen):
    browser = by_the_door(citizen)
    assert is_open(browser, "/ar/contributions/mine/")
    assert browser.get(OFFICE).status_code == 403


def test_a_page_leads_through_setting_it_up(moderator):
    page = by_the_door(moderator).get(OFFICE, follow=True)
    assert page.redirect_chain[-1][0].startswith(LEADS)
    assert "/ar/accounts/2fa/totp/activate/" in page.text


def test_whoever_sets_up_the_app_is_let_in_at_once(moderator):
    browser = by_the_door(moderator)
    browser.get("/ar/accounts/2fa/totp/activate/")
    browser.post("/ar/accounts/reauthenticate/?next=/ar/accounts/2fa/totp/activate/", {"password": PASSWORD})
    page = browser.get("/ar/accounts/2fa/totp/activate/")
    secret = re.search(r'<code dir="ltr">([A-Z2-7 ]+)</code>', page.text)[1].replace(" ", "")
    assert 'href="otpauth://totp/' in page.text
    answer = browser.post("/ar/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert answer["Location"] == "/ar/accounts/2fa/recovery-codes/"
    assert is_open(browser)


def test_a_wrong_code_sets_nothing_up(moderator):
    browser = by_the_door(moderator)
    browser.post("/ar/accounts/reauthenticate/", {"password": PASSWORD})
    browser.get("/ar/accounts/2fa/totp/activate/")
    assert browser.post("/ar/accounts/2fa/totp/activate/", {"code": "000000"}).context["form"].errors["code"]
    assert not Authenticator.objects.exists()


def test_the_code_of_the_app_opens_the_office(set_up):
    browser, answer = with_code(set_up, code())
    assert answer["Location"] == OFFICE
    assert is_open(browser)


def test_digits_of_an_arabic_keyboard_are_the_same_code(set_up):
    _browser, answer = with_code(set_up, code().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))
    assert answer.status_code == 302


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_clock_may_be_half_a_minute_off(set_up, steps):
    assert with_code(set_up, code(steps=steps))[1].status_code == 302


def test_a_code_opens_once_for_as_long_as_it_is_good(set_up, monkeypatch):
    early = code(steps=1)
    assert with_code(set_up, early)[1].status_code == 302
    later = auth.time.time() + 31
    kept = cache.get(f"allauth.mfa.totp.used?user={set_up.pk}&code={early}")
    monkeypatch.setattr("time.time", lambda: later)
    assert kept == "y"
    assert with_code(set_up, early)[1].status_code == 200


def test_a_wrong_code_opens_nothing(set_up):
    browser, answer = with_code(set_up, "000000")
    assert answer.context["form"].errors["code"]
    assert not is_open(browser)


def test_a_recovery_code_opens_once(set_up):
    spare = RecoveryCodes.activate(set_up).get_unused_codes()[0]
    assert [with_code(set_up, spare)[1].status_code for _ in range(2)] == [302, 200]


def test_a_code_by_mail_does_not_stand_in_for_the_app(set_up):
    browser = Client()
    browser.post("/ar/accounts/login/code/", {"email": set_up.email})
    sent = re.search(r"^[A-Z-]{9}$", OutboxMessage.objects.latest("pk").text, re.MULTILINE)[0]
    answer = browser.post("/ar/accounts/login/code/confirm/", {"code": sent})
    assert answer["Location"] == "/ar/accounts/2fa/authenticate/"
    assert not is_open(browser)


def test_a_session_from_before_is_asked_for_the_code(moderator):
    browser = by_the_door(moderator)
    give_app(moderator, SECRET)
    answer = browser.get(OFFICE, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/ar/accounts/2fa/reauthenticate/")
    browser.post("/ar/accounts/2fa/reauthenticate/?next=/ar/office/", {"code": code()})
    assert is_open(browser)


def test_the_office_closes_with_the_last_factor(set_up):
    browser, _answer = with_code(set_up, code())
    browser.post("/ar/accounts/reauthenticate/", {"password": PASSWORD})
    browser.post("/ar/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert not is_open(browser)


def test_a_new_factor_is_told_by_mail(moderator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        test_whoever_sets_up_the_app_is_let_in_at_once(moderator)
    assert OutboxMessage.objects.filter(address=moderator.email, subject="تطبيق يؤكد دخولك من الآن").exists()


def test_the_secret_is_not_readable_in_the_database(set_up):
    kept = Authenticator.objects.get().data["secret"]
    assert SECRET not in kept
    assert FactorAdapter().decrypt(kept) == SECRET


def test_with_another_key_of_the_service_no_code_fits_and_nothing_breaks(set_up, settings):
    settings.SECRET_KEY = "another" * 8
    assert with_code(set_up, code())[1].status_code == 200


@pytest.mark.parametrize(("has_app", "said"), [(True, 1), (False, 2)])
def test_the_roles_screen_names_who_has_not_set_one_up(visit, administrator, moderator, has_app, said):
    if has_app:
        give_app(moderator, SECRET)
    answer = visit(administrator).get("/en/office/roles/")
    assert len(answer.context["without_factor"]) == said
    assert answer.text.count("not set up</b>") == said


def test_whoever_has_shown_one_costs_no_statement_more(set_up, visit):
    def statements(browser):
        browser.get("/ar/search/")
        with CaptureQueriesContext(connection) as counted:
            browser.get("/ar/search/")
        return len(counted)

    assert statements(with_code(set_up, code())[0]) == statements(visit(set_up))


@pytest.mark.parametrize(
    "path", ["", "totp/activate/", "recovery-codes/", "webauthn/", "webauthn/add/", "totp/deactivate/"]
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_of_it_opens(set_up, language, path):
    RecoveryCodes.activate(set_up)
    browser, _answer = with_code(set_up, code())
    browser.post("/ar/accounts/reauthenticate/", {"password": PASSWORD})
    answer = browser.get(f"/{language}/accounts/2fa/{path}", follow=True)
    assert answer.status_code == 200
    assert "allauth" not in answer.text.replace("data-allauth-onload", "").replace("allauth.webauthn", "")


def test_the_copy_of_ones_data_names_the_app_and_not_its_secret(set_up):
    kept = everything(set_up)["factors"]
    assert [each["factor"] for each in kept] == ["totp"]
    assert SECRET not in str(kept)


def test_an_account_that_is_erased_keeps_no_factor(set_up):
    erase_account(Leaving(user=set_up, addresses=(), at=timezone.now(), texts_go=False))
    assert not Authenticator.objects.exists()


def test_the_operator_takes_away_what_was_lost_and_it_is_recorded(set_up):
    browser, _answer = with_code(set_up, code())
    call_command("remove_second_factor", set_up.email.upper(), reason="seen in person", stdout=StringIO())
    assert not Authenticator.objects.exists()
    assert not is_open(browser, "/ar/accounts/profile/")
    step = Step.objects.of(set_up).get()
    assert (step.name, step.by, step.note) == ("remove_factors", None, "seen in person")


def test_the_operator_is_told_where_there_is_nothing_to_take_away(moderator):
    with pytest.raises(CommandError, match="no second step"):
        call_command("remove_second_factor", moderator.email, reason="x")
