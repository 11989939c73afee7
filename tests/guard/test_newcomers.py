"""Who is new shows that they are no robot: by work of the browser, or by a code. Nobody else sees anything of it."""

import re
import time
from datetime import timedelta

import pytest
from altcha import Challenge, Payload, solve_challenge
from altcha_django import get_verifier
from django.utils import timezone

from guard import standing
from messaging.models import OutboxMessage
from tests.guard.conftest import WORDS, fields_of, post, worked
from tests.guard.test_limits import KINDS, limited

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_account_is_asked_for_proof_and_nothing_is_stored(visit, newcomer, sending, kind):
    found = sending(kind)
    before = found.count()
    assert (post(visit(newcomer), found).status_code, found.count()) == (428, before)


@pytest.mark.parametrize("kind", KINDS)
def test_with_the_work_done_it_is_received_as_it_was_typed(visit, newcomer, sending, kind):
    found, browser = sending(kind), visit(newcomer)
    before, kept = found.count(), fields_of(post(browser, found))
    answer = browser.post(found.path, kept | {"altcha": worked()})
    assert (answer.status_code, found.count()) == (302, before + 1)


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_a_code_by_mail_sends_it(visit, newcomer, sending, kind):
    found, browser = sending(kind), visit(newcomer)
    before, kept = found.count(), fields_of(post(browser, found), form=1)
    asked = browser.post(found.path, kept | {"guard_way": "send"})
    answer = browser.post(found.path, fields_of(asked, form=1) | {"guard_code": code()})
    assert (asked.status_code, answer.status_code, found.count()) == (428, 302, before + 1)


def code():
    return re.search(r"^[A-Z-]{9}$", OutboxMessage.objects.latest("pk").text, re.MULTILINE)[0]


def asked_for_a_code(browser, sending):
    return browser.post(sending.path, sending.typed | {"guard_way": "send"})


@pytest.mark.parametrize("kind", KINDS)
def test_an_account_in_good_standing_sees_nothing_of_it(visit, settled, sending, kind):
    assert post(visit(settled), sending(kind)).status_code == 302


@pytest.mark.parametrize(
    ("days", "has_published", "is_new"), [(0, False, True), (6, False, True), (8, False, False), (0, True, False)]
)
def test_who_is_new(citizen, make_comment, publish, days, has_published, is_new):
    citizen.date_joined = timezone.now() - timedelta(days=days)
    comment = make_comment(citizen)
    if has_published:
        publish(comment.contribution)
    assert standing.is_new(citizen) is is_new


def test_whoever_works_here_is_not_new(moderator):
    assert not standing.is_new(moderator)


def test_work_counts_once(visit, newcomer, a_comment, a_suggestion):
    browser, work = visit(newcomer), worked()
    assert post(browser, a_comment, altcha=work).status_code == 302
    replay = post(browser, a_suggestion, altcha=work)
    assert (replay.status_code, a_suggestion.count()) == (428, 0)
    assert "لم يعد" in replay.text


def test_work_for_a_challenge_that_expired_does_not_count(visit, newcomer, a_comment, monkeypatch):
    work, now = worked(), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3600)
    assert (post(visit(newcomer), a_comment, altcha=work).status_code, a_comment.count()) == (428, 0)


@pytest.mark.parametrize("payload", ["x", "e30=", "bnVsbA==", "W10=", "😀"])
def test_what_is_no_work_does_not_count(visit, newcomer, a_comment, payload):
    assert (post(visit(newcomer), a_comment, altcha=payload).status_code, a_comment.count()) == (428, 0)


def test_a_challenge_of_somebody_elses_making_does_not_count(visit, newcomer, a_comment):
    challenge = get_verifier(None).__class__(hmac_secret="another service").get_challenge()
    easy = Challenge.from_dict(challenge)
    payload = Payload(challenge=easy, solution=solve_challenge(easy)).to_base64()
    assert post(visit(newcomer), a_comment, altcha=payload).status_code == 428


@pytest.mark.parametrize("wrong", ["", "BCDF-GHJK", "٠" * 8])
def test_a_wrong_code_is_told_beside_its_field_with_all_that_was_typed(visit, newcomer, a_comment, wrong):
    browser = visit(newcomer)
    asked_for_a_code(browser, a_comment)
    answer = post(browser, a_comment, guard_code=wrong)
    assert (answer.status_code, "guard-code-fault" in answer.text, a_comment.count()) == (428, True, 0)
    assert fields_of(answer, form=1)["body"] == WORDS


def test_after_three_wrong_codes_the_right_one_counts_no_longer(visit, newcomer, a_comment):
    browser = visit(newcomer)
    asked_for_a_code(browser, a_comment)
    for _ in range(3):
        post(browser, a_comment, guard_code="BCDF-GHJK")
    assert (post(browser, a_comment, guard_code=code()).status_code, a_comment.count()) == (428, 0)


def test_a_code_counts_once(visit, newcomer, a_comment, a_suggestion):
    browser = visit(newcomer)
    asked_for_a_code(browser, a_comment)
    sent = code()
    assert post(browser, a_comment, guard_code=sent).status_code == 302
    assert (post(browser, a_suggestion, guard_code=sent).status_code, a_suggestion.count()) == (428, 0)


def test_a_code_counts_once_for_two_presses_at_once(visit, newcomer, a_comment, a_suggestion):
    browser = visit(newcomer)
    asked_for_a_code(browser, a_comment)
    slot, sent = browser.session["guard_code"], code()
    post(browser, a_comment, guard_code=sent)
    session = browser.session  # as the other press had read it
    session["guard_code"] = slot
    session.save()
    assert (post(browser, a_suggestion, guard_code=sent).status_code, a_suggestion.count()) == (428, 0)


def test_a_code_expires(visit, newcomer, a_comment, monkeypatch, settings):
    browser = visit(newcomer)
    asked_for_a_code(browser, a_comment)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + settings.CODE_SECONDS + 1)
    assert (post(browser, a_comment, guard_code=code()).status_code, a_comment.count()) == (428, 0)


def test_with_codes_less_goes_through_than_with_work(visit, newcomer, a_comment, guarded):
    limited(guarded, by_code=["0/h/account"])
    browser = visit(newcomer)
    asked_for_a_code(browser, a_comment)
    assert post(browser, a_comment, guard_code=code()).status_code == 429
    assert post(browser, a_comment, altcha=worked()).status_code == 302


def test_codes_are_limited_too(visit, newcomer, a_comment, guarded):
    limited(guarded, code=["1/h/account"])
    browser = visit(newcomer)
    assert [asked_for_a_code(browser, a_comment).status_code for _ in range(2)] == [428, 429]
    assert OutboxMessage.objects.filter(recipient=f"user:{newcomer.pk}").count() == 1


def test_a_new_account_has_limits_of_its_own(visit, newcomer, a_comment, guarded):
    limited(guarded, comment_new=["0/h/account"])
    assert post(visit(newcomer), a_comment, altcha=worked()).status_code == 429


def test_limits_of_the_new_are_tighter_in_the_settings():
    from config.settings import LIMITS
    from guard.limits import Limit

    for name in (name for name in LIMITS if name.endswith("_new")):
        for new, usual in zip(LIMITS[name], LIMITS[name.removesuffix("_new")], strict=True):
            assert Limit.of(new).amount < Limit.of(usual).amount


def test_the_page_works_in_both_languages(visit, newcomer, a_comment):
    page = visit(newcomer).post(a_comment.path.replace("/ar/", "/en/"), a_comment.typed)
    assert "Your account is new." in page.text
    assert 'language="en"' in page.text


def test_the_challenge_is_our_own_and_asks_nobody_else(client):
    answer = client.get("/challenges/")
    assert answer.json()["parameters"]["algorithm"] == "PBKDF2/SHA-256"
    assert "no-store" in answer["Cache-Control"]


def test_challenges_are_limited(client, guarded):
    limited(guarded, challenge=["1/h/address"])
    assert [client.get("/challenges/").status_code for _ in range(2)] == [200, 429]
