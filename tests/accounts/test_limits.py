"""Attempts at passwords are counted for all processes together, and the counts are not thrown away."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import RequestFactory

from accounts.codes import sender_of
from config import ROOT
from config.checks import one_cache_for_all
from config.environment import Environment

pytestmark = pytest.mark.django_db


@pytest.fixture
def database_cache(settings, tmp_path):
    """The cache of an embedded service, as its settings make it."""
    embedded = Environment(tmp_path / "no-file").cache("NO_SUCH_VARIABLE", default="database://cache")
    settings.CACHES = {"default": embedded}
    settings.ACCOUNT_RATE_LIMITS = {}
    call_command("createcachetable", verbosity=0)


def attempt(browser, email):
    answer = browser.post("/ar/accounts/login/", {"login": email, "password": "not the password"})
    return "كثرت محاولات الدخول غير الصحيحة" in answer.text


def test_a_sixth_password_is_refused(database_cache, visit, citizen):
    assert [attempt(visit(), citizen.email) for _ in range(6)] == [False] * 5 + [True]


def test_what_others_keep_does_not_wash_the_counts_away(database_cache, visit, citizen):
    for _ in range(5):
        attempt(visit(), citizen.email)
    for number in range(400):
        cache.set(f"zzz:{number}", number)
    assert attempt(visit(), citizen.email)


@pytest.mark.parametrize(("url", "faults"), [("memory://", 1), ("database://cache", 0), ("redis://localhost/1", 0)])
def test_a_service_is_told_that_a_cache_of_each_process_counts_nothing(settings, url, faults):
    settings.CACHES = {"default": Environment(ROOT / "no-file").cache("NO_SUCH_VARIABLE", default=url)}
    assert len(one_cache_for_all()) == faults


@pytest.mark.parametrize(("proxies", "sender"), [(0, "10.0.0.1"), (1, "198.51.100.7")])
def test_a_forwarded_address_counts_behind_a_trusted_proxy_only(settings, proxies, sender):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    forwarded = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7"}
    assert sender_of(RequestFactory().get("/", **forwarded)) == sender
