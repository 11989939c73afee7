"""A form whose token went stale: what was typed is given back and sent again, to its author and to nobody else."""

import re
import uuid
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from contributions.models import Comment

TEXT = 'زمن الرحلة طويل <b>جدًا</b> على أطفال الصف الأول، و"الحافلة" تصل بعد الجرس كل يوم.\r\nسطر ثانٍ & أخير.'
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def browser(citizen: User) -> Client:
    """Maryam's, which checks tokens."""
    found = Client(enforce_csrf_checks=True)
    found.force_login(citizen)
    return found


@pytest.fixture
def address(discussion):
    return f"/ar/contributions/comment/{discussion.pk}/"


@pytest.fixture
def typed(citizen, notice):
    return {
        "body": TEXT,
        "stance": "for",
        "voice": str(citizen.representations.get().pk),
        "consent": "on",
        "notice": str(notice.pk),
        "submission_key": str(uuid.uuid4()),
        "csrfmiddlewaretoken": "stale",
    }


def fields_of(page: str) -> dict[str, str]:
    """As a browser would send them."""
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    texts = re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return {name: unescape(value) for name, value in [*hidden, *texts]}


@pytest.mark.parametrize("lost", ["cookie", "token"])
def test_what_was_typed_comes_back_and_is_received_at_the_next_press(browser, address, typed, lost):
    if lost == "token":
        browser.get(address)
    refused = browser.post(address, typed, headers=HERE)
    assert refused.status_code == 403
    again = fields_of(refused.text)
    assert {**typed, "csrfmiddlewaretoken": ""} == {**again, "csrfmiddlewaretoken": ""}
    assert browser.post(address, again, headers=HERE).url.endswith("/receipt/")
    assert Comment.thread.get().contribution.text.body == TEXT.replace("\r\n", "\n")


@pytest.mark.parametrize("proof", ["altcha", "guard_code", "guard_way"])
def test_what_showed_that_no_robot_sends_it_is_left_out_and_the_words_stay(browser, address, typed, proof):
    again = fields_of(browser.post(address, typed | {proof: "s3cret-proof"}, headers=HERE).text)
    assert ("s3cret-proof" in again.values(), "body" in again) == (False, True)


def test_it_stands_in_the_readers_language_and_in_no_cache(browser, address, typed):
    refused = browser.post(address.replace("/ar/", "/en/"), typed, headers=HERE)
    assert "Please send it once more" in refused.text
    assert "no-store" in refused["Cache-Control"]


def test_what_was_typed_runs_nowhere(browser, address, typed):
    refused = browser.post(address, typed | {"stance": '"><script>x</script>'}, headers=HERE)
    assert "<b>" not in refused.text.split("<form")[1]
    assert "<script>x" not in refused.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_page_of_somebody_else_has_nothing_shown(browser, address, typed, headers):
    refused = browser.post(address, typed, headers=headers)
    assert refused.status_code == 403
    assert "زمن الرحلة" not in refused.text
    assert "<form" not in refused.text


def test_a_browser_that_says_only_its_origin_is_believed(browser, address, typed):
    assert "زمن الرحلة" in browser.post(address, typed, headers={"Origin": "http://testserver"}).text


@pytest.mark.parametrize(
    ("address", "secret"),
    [
        ("/ar/accounts/login/", "password"),
        ("/ar/accounts/password/change/", "oldpassword"),
        ("/ar/accounts/confirm-email/", "code"),
        ("/ar/x/", "PASSWORD2"),
        ("/ar/x/", "csrf_token"),
    ],
)
def test_passwords_and_codes_are_never_given_back(browser, address, secret):
    refused = browser.post(address, {secret: "s3cret-words", "note": TEXT}, headers=HERE)
    assert refused.status_code == 403
    assert "s3cret-words" not in refused.text
    assert "زمن الرحلة" not in refused.text


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/pages/2/edit/"])
def test_the_admin_gives_nothing_back(browser, path):
    assert "زمن الرحلة" not in browser.post(path, {"note": TEXT}, headers=HERE).text


@pytest.mark.parametrize("fields", [{"note": "م" * 100_001}, {f"f{number}": "م" for number in range(61)}])
def test_what_no_form_takes_is_not_given_back(browser, fields):
    assert "<form" not in browser.post("/ar/x/", fields, headers=HERE).text


@pytest.fixture
def answer_form(make_comment, publish, citizen):
    """Where a moderator writes why something is held back, after their session has ended."""
    sent = make_comment(citizen).contribution
    return f"/ar/office/moderation/{sent.reference}/"


def test_a_form_sent_after_the_session_ended_is_given_back(answer_form, moderator):
    browser = Client(enforce_csrf_checks=True)
    token = browser.get("/ar/accounts/login/").cookies["csrftoken"].value
    written = {"decision": "hold", "message": TEXT}
    refused = browser.post(answer_form, written | {"csrfmiddlewaretoken": token}, headers=HERE)
    again = fields_of(refused.text)
    assert refused.status_code == 403
    assert (again["decision"], again["message"]) == ("hold", TEXT)
    # Signed in again in another window: the token that was given is stale now, so the press is refused once more.
    browser.force_login(moderator)
    assert (
        fields_of(browser.post(answer_form, again | {"csrfmiddlewaretoken": "x"}, headers=HERE).text)["message"] == TEXT
    )


def test_a_form_of_an_unknown_origin_leads_to_signing_in(client, answer_form):
    assert client.post(answer_form, {"message": TEXT}).url.startswith("/ar/accounts/login/")


def test_a_view_that_keeps_the_text_itself_leads_to_signing_in(client, discussion):
    kept = client.post(f"/ar/contributions/comment/{discussion.pk}/", {"body": TEXT}, headers=HERE)
    assert kept.url.startswith("/ar/accounts/login/")
