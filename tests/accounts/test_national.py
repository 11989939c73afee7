"""Coming in by a national identity provider: a real one by OpenID Connect, on this machine, asked over HTTP."""

from __future__ import annotations

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
from accounts.models import Representation, User
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
