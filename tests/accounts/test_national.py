"""Coming in by a national identity provider: a real one by OpenID Connect, on this machine, asked over HTTP."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import erase_account, suspend
from accounts.models import Party, Representation, User
from accounts.second_factor import give_app
from config import policy
from config.personal_data import Leaving
from privacy.queries import everything

pytestmark = pytest.mark.django_db

CLAIMS = {
    "name": "نورة بنت جمعة العلوية",
    "email": "noora@example.om",
    "email_verified": True,
    "birthdate": "1988-03-04",
    "civil_number": "71234567",
}
NOORA = oidc_provider_mock.User(sub="om-4711", claims=CLAIMS)
ABOUT = {"email": "noora@example.om", "education_role": "teacher", "governorate": "muscat"}
LOGIN = "/en/accounts/oidc/national/login/"


@pytest.fixture
def provider(settings):
    with oidc_provider_mock.run_server_in_thread(user_claims=[NOORA]) as server:
        url = f"http://localhost:{server.server_port}"
        app = {"provider_id": "national", "name": "الهوية", "client_id": "us", "secret": "secret"}
        oidc = {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": url}}]}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": oidc}
        yield url


def sent_to_the_provider(browser):
    return browser.post(LOGIN, {"next": "/en/contributions/mine/"})["Location"]


def come_in(browser, who=NOORA.sub, **changed):
    """There and back, as a browser goes."""
    answer = requests.post(sent_to_the_provider(browser), data={"sub": who}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    given = {name: values[0] for name, values in parse_qs(back.query).items()} | changed
    return browser.get(back.path, given)


@pytest.fixture
def browser(provider):
    return Client()


@pytest.fixture
def noora(browser):
    """Her account, opened by her identity."""
    come_in(browser)
    browser.post("/en/accounts/3rdparty/signup/", ABOUT)
    return User.objects.get(email="noora@example.om")


def test_the_button_is_there_only_where_a_provider_is(client, provider, settings):
    assert LOGIN in client.get("/en/accounts/login/").text
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert LOGIN not in client.get("/en/accounts/login/").text


def test_the_address_of_our_answer_has_no_language(browser):
    asked = parse_qs(urlsplit(sent_to_the_provider(browser)).query)
    assert asked["redirect_uri"] == ["http://testserver/accounts/oidc/national/login/callback/"]
    assert asked["code_challenge_method"] == ["S256"]


def test_whoever_is_new_says_what_the_provider_does_not_know(browser):
    page = browser.get(come_in(browser)["Location"])
    assert page.request["PATH_INFO"] == "/en/accounts/3rdparty/signup/"
    assert (page.context["form"]["name"].value(), page.context["form"].fields["name"].disabled) == (
        CLAIMS["name"],
        True,
    )


def test_the_account_speaks_under_the_name_of_the_identity(noora, browser):
    voice = noora.representations.get()
    assert (voice.capacity, voice.party.name) == (Representation.Capacity.SELF, CLAIMS["name"])
    assert browser.session["_auth_user_id"] == str(noora.pk)


def test_another_name_is_not_taken(browser):
    come_in(browser)
    browser.post("/en/accounts/3rdparty/signup/", ABOUT | {"name": "سالم بن علي الحراصي"})
    assert User.objects.get(email="noora@example.om").first_name == CLAIMS["name"]


def test_the_second_time_leads_straight_in(noora):
    browser = Client()
    answer = come_in(browser)
    assert (answer["Location"], browser.session["_auth_user_id"]) == ("/en/contributions/mine/", str(noora.pk))


@pytest.mark.parametrize("changed", [{"state": "another"}, {"code": "another"}, {"error": "access_denied"}])
def test_an_answer_that_was_tampered_with_opens_nothing(noora, changed):
    browser = Client()
    come_in(browser, **changed)
    assert "_auth_user_id" not in browser.session


def test_an_account_is_not_taken_over_by_its_address(browser, make_user):
    other = make_user("noora@example.om", "نورة بنت سالم العلوية")
    come_in(browser)
    browser.post("/en/accounts/3rdparty/signup/", ABOUT)
    assert "_auth_user_id" not in browser.session
    assert not SocialAccount.objects.filter(user=other).exists()


def test_birthday_and_civil_number_are_not_kept(noora):
    assert SocialAccount.objects.get().extra_data == {"sub": NOORA.sub, "name": CLAIMS["name"]}
    come_in(Client())
    assert SocialAccount.objects.get().extra_data == {"sub": NOORA.sub, "name": CLAIMS["name"]}


def test_an_identity_stands_in_for_a_password_and_not_for_the_second_step(noora):
    give_app(noora, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    browser = Client()
    assert come_in(browser)["Location"] == "/en/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in browser.session


def test_whoever_is_suspended_does_not_come_in(noora, administrator):
    suspend(noora, by=administrator, reason="x")
    browser = Client()
    assert come_in(browser).status_code == 403
    assert "_auth_user_id" not in browser.session


def test_the_copy_of_ones_data_holds_it_and_an_erasure_takes_it(noora):
    assert everything(noora)["identities"][0]["number_there"] == NOORA.sub
    erase_account(Leaving(user=noora, addresses=(), at=timezone.now(), texts_go=False))
    assert not SocialAccount.objects.exists()


def test_a_form_may_lead_to_the_provider_and_to_nobody_else():
    address = "https://id.example/realms/oman/.well-known/openid-configuration"
    alone, beside = (
        policy.content_security_policy(identity_provider=each)["DIRECTIVES"]["form-action"] for each in ("", address)
    )
    assert (alone, beside) == (["'self'"], ["'self'", "https://id.example"])


def test_the_sign_in_page_asks_no_table_for_providers(client, provider):
    client.get("/en/accounts/login/")
    with CaptureQueriesContext(connection) as counted:
        client.get("/en/accounts/login/")
    assert [each["sql"] for each in counted if "socialaccount" in each["sql"]] == []


# --- Joined to an account that is there, and shown once more ------------------------------------------

JOIN, SHOW, PROFILE = "/en/accounts/identity/join/", "/en/accounts/identity/", "/en/accounts/profile/"


def there_and_back(browser, asked, who=NOORA.sub):
    """From a page of ours that sends to the provider."""
    answer = requests.post(asked["Location"], data={"sub": who}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return browser.get(back.path, {name: values[0] for name, values in parse_qs(back.query).items()})


@pytest.fixture
def member(browser, make_user):
    """An account with a password, whose owner has just typed it."""
    user = make_user("member@example.om", CLAIMS["name"], language="en")
    browser.force_login(user)
    shown(browser, user)
    return user


def shown(browser, user, ago=0):
    session = browser.session
    record = {"method": "password", "at": time.time() - ago, "reauthenticated": True}
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def test_an_identity_is_joined_to_an_account_and_opens_it(browser, member):
    assert there_and_back(browser, browser.post(JOIN))["Location"] == PROFILE
    assert SocialAccount.objects.get(user=member).uid == NOORA.sub
    other = Client()
    come_in(other)
    assert other.get(PROFILE).context["user"] == member


def test_of_a_joined_identity_nothing_but_number_and_name_is_kept(browser, member):
    there_and_back(browser, browser.post(JOIN))
    assert SocialAccount.objects.get(user=member).extra_data == {"sub": NOORA.sub, "name": CLAIMS["name"]}


def test_joining_asks_for_the_password_once_more(browser, member):
    shown(browser, member, ago=3600)
    assert browser.post(JOIN)["Location"].startswith("/en/accounts/reauthenticate/")


def test_nobody_joins_past_that_question(browser, member):
    """By allauth's own address, which takes the word for it from the request."""
    shown(browser, member, ago=3600)
    answer = there_and_back(browser, browser.post(LOGIN, {"process": "connect", "next": PROFILE}))
    assert answer["Location"].startswith("/en/accounts/reauthenticate/")
    assert not SocialAccount.objects.exists()


def test_an_identity_of_another_account_is_not_joined(noora, browser, make_user):
    other = make_user("other@example.om", "سالم بن حمود البلوشي")
    browser.force_login(other)
    shown(browser, other)
    answer = browser.get(there_and_back(browser, browser.post(JOIN))["Location"])
    assert "opens another account" in answer.text
    assert SocialAccount.objects.get().user == noora


@pytest.mark.parametrize(
    ("name", "said"),
    [(CLAIMS["name"], "It confirms the name"), ("سالم بن حمود البلوشي", "the identity does not confirm it")],
)
def test_a_name_is_confirmed_by_the_identity_only_where_it_is_the_same(browser, member, name, said):
    there_and_back(browser, browser.post(JOIN))
    Party.objects.filter(representations__user=member).update(name=name)
    assert said in browser.get(PROFILE).text


def test_a_joined_identity_is_parted_again(browser, member):
    there_and_back(browser, browser.post(JOIN))
    browser.post("/en/accounts/identity/part/")
    assert not SocialAccount.objects.exists()


def test_an_identity_that_alone_opens_an_account_stays(noora, browser):
    there_and_back(browser, browser.post(SHOW))
    answer = browser.post("/en/accounts/identity/part/", follow=True)
    assert "Choose a password first" in answer.text
    assert SocialAccount.objects.exists()


def test_without_a_provider_nothing_of_it_is_offered(client, citizen):
    client.force_login(citizen)
    assert JOIN not in client.get(PROFILE).text
    assert client.get(SHOW).status_code == 404


ERASE = "/en/accounts/data/erase/"


def test_an_account_without_a_password_asks_for_its_erasure_after_its_identity_was_shown(noora, browser):
    assert f"{SHOW}?next=" in browser.get(ERASE).text
    assert browser.post(ERASE).status_code == 422
    assert not noora.erasure_requests.exists()
    asked = browser.post(f"{SHOW}?next={ERASE}")
    back = there_and_back(browser, asked)
    assert browser.get(back["Location"])["Location"] == ERASE
    assert browser.post(ERASE).status_code == 302
    assert noora.erasure_requests.exists()


def test_what_was_shown_counts_for_minutes_only(noora, browser):
    shown(browser, noora, ago=3600)
    assert browser.post(ERASE).status_code == 422


def test_another_identity_shows_nothing(noora, browser, provider, make_user):
    other = make_user("other@example.om", "سالم بن حمود البلوشي")
    SocialAccount.objects.create(user=other, provider="national", uid="om-1")
    SocialAccount.objects.filter(user=noora).update(uid="om-2")
    there_and_back(browser, browser.post(f"{SHOW}?next={ERASE}"))
    assert browser.post(ERASE).status_code == 422


def test_the_session_goes_on_when_the_identity_is_shown(noora, browser):
    there_and_back(browser, browser.post(SHOW))
    assert browser.get(PROFILE).context["user"] == noora


def test_a_first_password_asks_for_the_identity(noora, browser):
    assert browser.get("/en/accounts/password/set/")["Location"].startswith(SHOW)
    there_and_back(browser, browser.post(SHOW))
    assert browser.get("/en/accounts/password/set/").status_code == 200


def test_who_has_just_shown_an_app_needs_no_password_for_the_erasure(client, citizen):
    client.force_login(citizen)
    shown(client, citizen)
    assert client.post(ERASE).status_code == 302


def test_who_has_no_way_at_all_is_led_to_a_password_by_mail(client, citizen):
    citizen.set_unusable_password()
    citizen.save()
    client.force_login(citizen)
    assert "/en/accounts/password/reset/" in client.get(ERASE).text
    assert client.post(ERASE).status_code == 422
