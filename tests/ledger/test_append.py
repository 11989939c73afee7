import json

import pytest
from django.db import transaction

from ledger.actions import append
from ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db

DATA = {"from": "submitted", "to": "published", "by": 7}


def test_an_entry_is_canonical_json():
    body = append(kind="test.published", subject="48219077356", data=DATA).body
    assert body == json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"))


def test_an_entry_holds_what_was_decided_and_when():
    entry = append(kind="test.published", subject="48219077356", data=DATA)
    body = json.loads(entry.body)
    assert (body["kind"], body["subject"], body["data"]) == ("test.published", "48219077356", DATA)
    assert body["at"].startswith(entry.written_at.strftime("%Y-%m-%dT%H:%M:%S."))


def test_two_equal_decisions_are_two_entries():
    one, other = (append(kind="test.published", subject="1", data=DATA) for _ in range(2))
    assert one.body != other.body


def test_an_entry_goes_when_the_decision_does_not_happen():
    with transaction.atomic():
        append(kind="test.published", subject="1", data=DATA)
        transaction.set_rollback(True)
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    "value",
    ["Salim Al Harthy", "سالم", "a@example.om", "two words", "line\nbreak", "x" * 129, 1.5, None, ["list"]],
)
def test_an_entry_refuses_what_may_be_a_name_or_a_text(value):
    with pytest.raises(ValueError, match="holds no text"):
        append(kind="test.published", subject="1", data={"note": value})


@pytest.mark.parametrize("kind", ["", "Published", "test published", "نشر", "a" * 61])
def test_a_kind_is_a_code(kind):
    with pytest.raises(ValueError, match="is no kind"):
        append(kind=kind, subject="1", data={})


@pytest.mark.parametrize("subject", ["", "Salim Al Harthy", "سالم", "1" * 81])
def test_a_subject_is_a_reference(subject):
    with pytest.raises(ValueError, match="is no subject"):
        append(kind="test.published", subject=subject, data={})


def test_a_key_is_a_code():
    with pytest.raises(ValueError, match="is no key"):
        append(kind="test.published", subject="1", data={"Full name": "x"})
