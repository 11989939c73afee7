"""A field that nobody sees and a time that nobody undercuts, on the forms that need no account."""

import re
import time

import pytest
from django.core.cache import cache

from accounts.models import User
from guard import traps
from messaging.models import OutboxMessage
from tests.accounts.test_signup import ADDRESS, TYPED
from tests.guard.conftest import worked
from tests.guard.test_limits import limited

pytestmark = pytest.mark.django_db

FORMS = {
    "sign-up": ("accounts/signup/", TYPED),
    "look-up": ("tickets/", {"reference": "48219077356"}),
    "verification": ("contributions/verify/", {"reference": "48219077356", "signature": "ab" * 64}),
}


def opened(seconds_ago):
    return traps._signer.sign(str(time.time() - seconds_ago))


@pytest.fixture(params=FORMS)
def form(request):
    path, typed = FORMS[request.param]
    return f"/en/{path}", typed


def test_the_page_prints_both_out_of_sight_and_out_of_the_keyboards_way(visit, form):
    page = visit().get(form[0]).text
    lure = re.search(r'<div class="trap" aria-hidden="true">.*?<input ([^>]*)>', page)[1]
    assert 'tabindex="-1"' in lure
    assert 'autocomplete="off"' in lure
    assert 'name="opened"' in page


def test_whoever_fills_in_the_unseen_field_is_asked_to_press_once_more(visit, form):
    answer = visit().post(form[0], form[1] | {"website": "https://spam.example", "opened": opened(60)})
    assert "A field that people do not see was filled in." in answer.text


@pytest.mark.parametrize("stamp", ["", "x", "1.0:forged", "too soon", "too old"])
def test_a_form_that_nobody_can_have_read_is_asked_for_once_more(visit, form, guarded, stamp):
    guarded.FORM_MINIMUM_SECONDS = 2
    stamp = {"too soon": opened(1), "too old": opened(90_000)}.get(stamp, stamp)
    answer = visit().post(form[0], form[1] | {"opened": stamp})
    assert "This came faster than people type." in answer.text


def test_pressing_once_more_gets_through(visit, form, guarded, monkeypatch):
    guarded.FORM_MINIMUM_SECONDS = 2
    browser = visit()
    again = re.search(r'name="opened" value="([^"]*)"', browser.post(form[0], form[1]).text)[1]
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3)
    answer = browser.post(form[0], form[1] | {"opened": again})
    assert "This came faster" not in answer.text


def test_a_receipt_is_verified_by_its_address_all_the_same(visit, guarded):
    guarded.FORM_MINIMUM_SECONDS = 2
    page = visit().get("/en/contributions/verify/", {"reference": "48219077356", "signature": "ab" * 64})
    assert "This came faster" not in page.text


@pytest.mark.parametrize("caught", [{"website": "x"}, {"altcha": "forged"}])
def test_a_robot_that_is_caught_opens_no_account(visit, caught):
    answer = visit().post(ADDRESS, TYPED | caught)
    assert (answer.status_code, User.objects.count(), OutboxMessage.objects.count()) == (200, 0, 0)


@pytest.mark.parametrize(("work", "limit"), [(True, "sign_up"), (False, "sign_up_by_code")])
def test_a_sign_up_without_work_has_a_limit_of_its_own(visit, guarded, work, limit):
    limited(guarded, **{limit: ["1/h/network"]})
    codes = [
        visit().post(ADDRESS, TYPED | ({"altcha": worked()} if work else {}) | {"email": email}).status_code
        for email in ("one@example.om", "two@example.om")
    ]
    assert codes == [302, 429]


def test_a_sign_up_that_came_too_often_keeps_what_was_typed_but_the_password(visit, guarded):
    limited(guarded, sign_up_by_code=["0/h/network"])
    page = visit().post(ADDRESS, TYPED).text
    assert TYPED["name"] in page
    assert TYPED["password1"] not in page


def test_work_counts_for_one_sign_up(visit):
    work = worked()
    codes = [visit().post(ADDRESS, TYPED | {"altcha": work, "email": f"{n}@example.om"}).status_code for n in "ab"]
    assert codes == [302, 200]


@pytest.mark.parametrize("more", [{}, {"website": "x"}, {"altcha": "forged"}, {"altcha": "work"}])
def test_a_known_address_is_answered_like_an_unknown_one(visit, citizen, more):
    """`tests/accounts/test_equal_answers.py` counts the work."""
    answers = []
    for address in (citizen.email, "nobody@example.om"):
        cache.clear()
        typed = TYPED | more | {"email": address}
        if more.get("altcha") == "work":
            typed["altcha"] = worked()
        answer = visit().post(ADDRESS, typed)
        answers.append((answer.status_code, answer.get("Location", "")))
    assert answers[0] == answers[1]


def test_a_limit_is_the_same_for_known_and_unknown_addresses(visit, citizen, guarded):
    limited(guarded, sign_up_by_code=["1/h/address"])
    codes = [visit().post(ADDRESS, TYPED | {"email": email}).status_code for email in (citizen.email, "x@example.om")]
    assert codes == [302, 429]
