"""Nobody learns from this service who has an account with it: not by words, not by status, not by the work it does.

Work is counted, never timed: passwords hashed, letters written, rows changed.
"""

import re
from collections import Counter
from dataclasses import dataclass

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import confirm_phone
from messaging.models import OutboxMessage
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

STRANGER = "nobody@example.om"
NUMBER, UNKNOWN = "+96891234567", "+96899887766"
ABOUT = {"name": "نورة بنت جمعة العلوية", "education_role": "teacher", "governorate": "muscat", "password1": PASSWORD}
# Each entrance: where it is, the field that names the account, and what else is typed.
ENTRANCES = {
    "sign-up": ("signup/", "email", ABOUT),
    "sign-in": ("login/", "login", {"password": "not the password"}),
    "reset": ("password/reset/", "email", {}),
    "code": ("login/code/", "email", {}),
    "sign-in by number": ("login/", "login", {"password": "not the password"}),
    "code by number": ("login/code/", "phone", {}),
}
WRITES = {"INSERT", "UPDATE", "DELETE"}
NOBODYS = re.compile(r'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]*"')


@dataclass
class Answer:
    """What one request answered, and what it cost."""

    status: int
    where: str
    words: str
    statements: Counter
    hashings: int
    letters: int

    @property
    def writes(self) -> Counter:
        return Counter({each: count for each, count in self.statements.items() if each.split()[0] in WRITES})


@pytest.fixture
def hashings(monkeypatch):
    counted = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: counted.append(1) or encode(*args))
    return counted


@pytest.fixture
def ask(hashings):
    def asked(browser, path, typed, address):
        browser.get(path)
        letters, hashed = OutboxMessage.objects.count(), len(hashings)
        with CaptureQueriesContext(connection) as statements:
            answer = browser.post(path, typed)
        hashed, letters = len(hashings) - hashed, OutboxMessage.objects.count() - letters
        page = browser.get(answer["Location"]) if answer.status_code == 302 else answer
        words = NOBODYS.sub("", page.text).replace(address, "")
        said = Counter(kind(each["sql"]) for each in statements)
        return Answer(answer.status_code, answer.get("Location", ""), words, said, hashed, letters)

    return asked


def kind(sql):
    """What a statement does, and to which table."""
    table = re.search(r'(?:FROM|INTO|^UPDATE) "(\w+)"', sql)
    return f"{sql.split()[0]} {table[1] if table else ''}"


@pytest.fixture
def asked_by_both(ask, visit, citizen):
    """One entrance, entered with an address or number that has an account and with one that has none."""
    confirm_phone(citizen, NUMBER, by=citizen)

    def both(entrance, then="", **more):
        path, field, typed = ENTRANCES[entrance]
        answers = []
        for address in (NUMBER, UNKNOWN) if entrance.endswith("number") else (citizen.email, STRANGER):
            browser = visit()
            answer = ask(browser, f"/ar/accounts/{path}", typed | {field: address}, address)
            answers.append(ask(browser, f"/ar/accounts/{then}", more, address) if then else answer)
        return answers

    return both


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_an_address_with_an_account_is_answered_as_one_without(asked_by_both, entrance):
    known, unknown = asked_by_both(entrance)
    assert (known.status, known.where, known.words) == (unknown.status, unknown.where, unknown.words)


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_an_address_with_an_account_costs_as_many_hashings_letters_and_rows(asked_by_both, entrance):
    known, unknown = asked_by_both(entrance)
    assert (known.hashings, known.letters, known.writes) == (unknown.hashings, unknown.letters, unknown.writes)


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_an_address_with_an_account_costs_about_as_many_statements(asked_by_both, entrance):
    known, unknown = asked_by_both(entrance)
    assert abs(known.statements.total() - unknown.statements.total()) <= 2


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_limits_and_challenges_tell_nothing_either(asked_by_both, settings, entrance):
    settings.GUARDED, settings.FORM_MINIMUM_SECONDS = True, 0
    known, unknown = asked_by_both(entrance)
    assert (known.status, known.where, known.words) == (unknown.status, unknown.where, unknown.words)
    assert (known.hashings, known.letters, known.writes) == (unknown.hashings, unknown.letters, unknown.writes)


@pytest.mark.parametrize("entrance", ["sign-in", "reset", "code", "sign-in by number", "code by number"])
@pytest.mark.parametrize("fact", ["no password", "closed"])
def test_an_account_without_a_password_or_closed_costs_the_same(asked_by_both, citizen, entrance, fact):
    citizen.is_active = fact != "closed"
    if fact == "no password":
        citizen.set_unusable_password()
    citizen.save()
    known, unknown = asked_by_both(entrance)
    assert (known.words, known.hashings, known.letters) == (unknown.words, unknown.hashings, unknown.letters)


@pytest.mark.parametrize(
    ("entrance", "then", "typed"),
    [
        ("sign-up", "confirm-email/", {"code": "BCDF-GHJK"}),
        ("sign-up", "confirm-email/", {"action": "resend"}),
        ("code", "login/code/confirm/", {"code": "BCDF-GHJK"}),
        ("code by number", "login/code/confirm/", {"code": "12345"}),
        ("code", "login/code/confirm/", {"action": "resend"}),
        ("code by number", "login/code/confirm/", {"action": "resend"}),
    ],
)
def test_what_follows_is_the_same_too(asked_by_both, entrance, then, typed):
    known, unknown = asked_by_both(entrance, then, **typed)
    assert (known.status, known.where, known.words) == (unknown.status, unknown.where, unknown.words)
    assert (known.letters, known.writes) == (unknown.letters, unknown.writes)


def test_a_sign_up_with_a_known_address_leaves_nothing_behind(asked_by_both, citizen, django_user_model):
    asked_by_both("sign-up")
    assert set(django_user_model.objects.values_list("email", flat=True)) == {citizen.email, STRANGER}


def test_the_code_of_the_letter_signs_in(visit, citizen):
    browser = visit()
    browser.post("/ar/accounts/login/code/", {"email": citizen.email})
    code = re.search(r"^[A-Z-]{9}$", OutboxMessage.objects.get().text, re.MULTILINE)[0]
    answer = browser.post("/ar/accounts/login/code/confirm/", {"code": code})
    assert (answer.status_code, browser.session.get("_auth_user_id")) == (302, str(citizen.pk))
