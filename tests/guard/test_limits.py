"""How often something may be sent: per account, per address, per network, and nothing that was written is lost."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from config import ROOT
from config.environment import Environment
from guard.limits import Limit, TooOften, count, tallied, tally
from guard.senders import Sender, network_of
from tests.guard.conftest import WORDS, fields_of, post

pytestmark = pytest.mark.django_db

KINDS = ["suggestion", "comment", "amendment", "report", "appeal", "admission", "representative"]
MARYAM = Sender(account="1", address="192.0.2.7", network="192.0.2.0/24")


def limited(settings, **limits):
    settings.LIMITS = settings.LIMITS | limits


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_account_sends_too_often_is_refused_and_stored_nowhere(visit, settled, sending, guarded, kind):
    found = sending(kind)
    limited(guarded, **{kind: ["0/h/account"]})
    before = found.count()
    assert (post(visit(settled), found).status_code, found.count()) == (429, before)


@pytest.mark.parametrize("kind", KINDS)
def test_within_its_limit_it_is_received(visit, settled, sending, guarded, kind):
    found = sending(kind)
    limited(guarded, **{kind: ["1/h/account"]})
    before = found.count()
    assert (post(visit(settled), found).status_code, found.count()) == (302, before + 1)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_that_refuses_holds_all_that_was_typed(visit, settled, sending, guarded, kind):
    found = sending(kind)
    limited(guarded, **{kind: ["0/h/account"]})
    again = fields_of(post(visit(settled), found))
    assert {name: again[name] for name in found.typed} == found.typed


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_refused_is_received_from_that_page_later(visit, settled, sending, guarded, kind):
    found, browser = sending(kind), visit(settled)
    limited(guarded, **{kind: ["0/h/account"]})
    again, before = fields_of(post(browser, found)), found.count()
    limited(guarded, **{kind: ["1/h/account"]})
    assert (browser.post(found.path, again).status_code, found.count()) == (302, before + 1)


@pytest.mark.parametrize(
    ("path", "kind", "typed"),
    [
        ("/ar/tickets/", "look_up", {"reference": "48219077356"}),
        ("/ar/contributions/verify/", "verification", {"reference": "48219077356"}),
    ],
)
def test_a_stranger_is_counted_by_address(visit, guarded, path, kind, typed):
    limited(guarded, **{kind: ["1/h/address"]})
    codes = [visit().post(path, typed).status_code for _ in range(2)]
    assert (codes[0] != 429, codes[1]) == (True, 429)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_speaks_the_readers_language_and_says_when_it_works_again(visit, guarded, language):
    limited(guarded, look_up=["0/h/address"])
    answer = visit().post(f"/{language}/tickets/", {"reference": "1"})
    assert f'<html lang="{language}"' in answer.text
    assert 3590 < int(answer["Retry-After"]) <= 3601
    assert re.search(r"<time [^>]*datetime=", answer.text)


def test_no_cache_keeps_the_page(visit, guarded):
    limited(guarded, look_up=["0/h/address"])
    assert "no-store" in visit().post("/ar/tickets/", {"reference": "1"})["Cache-Control"]


def test_a_form_that_is_wrong_costs_nothing(visit, settled, a_comment, guarded):
    limited(guarded, comment=["1/h/account"])
    browser = visit(settled)
    browser.post(a_comment.path, a_comment.typed | {"body": ""})
    assert post(browser, a_comment).url.endswith("/receipt/")


@pytest.mark.parametrize(
    ("per", "other", "is_refused"),
    [
        ("account", Sender(account="2", address="192.0.2.7", network="192.0.2.0/24"), False),
        ("account", Sender(account="1", address="198.51.100.1", network="198.51.100.0/24"), True),
        ("address", Sender(account="2", address="192.0.2.7", network="192.0.2.0/24"), True),
        ("address", Sender(account="2", address="192.0.2.8", network="192.0.2.0/24"), False),
        ("network", Sender(account="2", address="192.0.2.8", network="192.0.2.0/24"), True),
        ("network", Sender(account="1", address="198.51.100.1", network="198.51.100.0/24"), False),
        ("number", Sender(account="1", address="192.0.2.7", network="192.0.2.0/24"), False),
    ],
)
def test_each_limit_counts_whom_it_names(guarded, per, other, is_refused):
    limited(guarded, comment=[f"1/h/{per}"])
    count(MARYAM, "comment")
    assert refused(other) is is_refused


def refused(sender):
    try:
        count(sender, "comment")
    except TooOften:
        return True
    return False


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("unix", "unix"),
    ],
)
def test_the_network_of_an_address(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(("proxies", "is_refused"), [(0, True), (1, False)])
def test_a_forwarded_address_is_believed_behind_a_trusted_proxy_only(visit, guarded, proxies, is_refused):
    guarded.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    limited(guarded, look_up=["1/h/address"])
    for number in (1, 2):
        answer = visit().post("/ar/tickets/", {"reference": "1"}, headers={"X-Forwarded-For": f"203.0.113.{number}"})
    assert (answer.status_code == 429) is is_refused


def test_what_was_sent_long_enough_ago_counts_no_longer(guarded, monkeypatch):
    limited(guarded, comment=["1/h/account"])
    count(MARYAM, "comment")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3601)
    assert not refused(MARYAM)


def test_what_one_limit_refuses_no_other_counts(guarded):
    limited(guarded, comment=["2/h/account", "1/h/address"])
    other = Sender(account="1", address="198.51.100.1")
    count(MARYAM, "comment")
    assert [refused(MARYAM), refused(other), refused(other)] == [True, False, True]


def test_whoever_waits_for_the_longest_limit_gets_through(guarded):
    limited(guarded, comment=["1/m/account", "1/h/account"])
    count(MARYAM, "comment")
    with pytest.raises(TooOften) as refusal:
        count(MARYAM, "comment")
    assert 3500 < refusal.value.wait <= 3601


def test_the_cache_holds_no_address(guarded, monkeypatch):
    keys = []
    monkeypatch.setattr(cache, "set", lambda key, *rest: keys.append(key))
    count(MARYAM, "comment")
    assert len(keys) == 3
    assert not any("192" in key for key in keys if key.startswith("guard:192"))


def test_two_workers_share_a_limit(guarded, tmp_path):
    """The embedded service's own cache: each worker opens it anew."""
    guarded.CACHES = {"default": Environment(tmp_path / "none").cache("NO_SUCH", default="database://cache")}
    call_command("createcachetable", verbosity=0)
    limited(guarded, comment=["2/h/account"])
    answers = []
    for _worker in range(3):
        guarded.CACHES = {**guarded.CACHES}  # nothing that a process remembers is left
        answers.append(refused(MARYAM))
    assert answers == [False, False, True]


@pytest.mark.parametrize("words", ["20", "20/h", "20/h/planet", "x/h/account", "20/y/account"])
def test_a_limit_of_the_wrong_shape_stops_the_start(monkeypatch, words):
    monkeypatch.setenv("LIMIT_COMMENT", words)
    with pytest.raises(ImproperlyConfigured, match="LIMIT_COMMENT"):
        Environment(ROOT / "none").limits("LIMIT_COMMENT", default="")


@pytest.mark.parametrize(
    ("words", "limit"),
    [("20/h/address", Limit(20, 3600, "address")), ("1/30s/account", Limit(1, 30, "account"))],
)
def test_a_limit_reads_as_it_is_written(words, limit):
    assert Limit.of(words) == limit


def test_the_text_of_a_comment_also_waits_in_its_form(visit, settled, a_comment, guarded):
    limited(guarded, comment=["0/h/account"])
    browser = visit(settled)
    post(browser, a_comment)
    assert WORDS in browser.get(a_comment.path).text


def test_whoever_counts_at_the_same_moment_is_counted(monkeypatch):
    read = cache.get

    def slowly(*given):
        found = read(*given)
        time.sleep(0.05)
        return found

    monkeypatch.setattr(cache, "get", slowly)
    with ThreadPoolExecutor(4) as readers:
        list(readers.map(lambda _: tally("tally:test", seconds=60), range(4)))
    assert tallied("tally:test") == 4


def test_a_tally_lasts_for_its_time_from_the_first():
    cache.set("tally:test", (time.time() - 59, 3), 60)
    assert tally("tally:test", seconds=60) == 4
    time.sleep(1.1)
    assert tallied("tally:test") == 0
