"""What is kept for its time, and goes when that is over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from contributions.models import Contribution
from ledger.actions import seal
from ledger.models import LedgerEntry
from ledger.verification import verify
from messaging.models import MailboxMessage, OutboxMessage
from privacy.actions import apply_retention
from tests.privacy.conftest import write_to

SOON = timedelta(minutes=1)


def ago(days: int, but: timedelta = timedelta(0)) -> Any:
    return timezone.now() - timedelta(days=days) + but


def letter(user: User, *, state: str = "sent", written_at: Any, **fields: Any) -> OutboxMessage:
    made = write_to(user, **fields)
    OutboxMessage.objects.filter(pk=made.pk).update(state=state, created_at=written_at)
    return made


@pytest.fixture
def newcomer(citizen: User) -> User:
    """Signed up long ago, and never confirmed the address."""
    made = User.objects.create_user("new@example.om", None, first_name="زائر", date_joined=ago(31))
    EmailAddress.objects.create(user=made, email=made.email, verified=False, primary=True)
    return made


@pytest.mark.parametrize(
    ("state", "written_at", "is_kept"),
    [
        ("sent", ago(365, -SOON), False),
        ("failed", ago(365, -SOON), False),
        ("sent", ago(365, 60 * SOON), True),
        ("waiting", ago(400), True),
    ],
)
def test_the_words_of_a_letter_that_went_out_go_after_a_year(state, written_at, is_kept, citizen):
    kept = letter(citizen, state=state, written_at=written_at)
    apply_retention()
    kept.refresh_from_db()
    assert (bool(kept.text), bool(kept.address), kept.recipient) == (is_kept, is_kept, f"user:{citizen.pk}")


def test_a_recipient_that_is_an_address_goes_with_it(citizen):
    kept = letter(citizen, written_at=ago(400), recipient=f"address:{citizen.email}")
    apply_retention()
    kept.refresh_from_db()
    assert kept.recipient == f"erased:{kept.pk}"


def test_the_mailbox_is_emptied_after_thirty_days(db):
    for days in (29, 31):
        MailboxMessage.objects.create(message_id=str(days), channel="email", to="x@example.om", text="نص", at=ago(days))
    apply_retention()
    assert [letter.message_id for letter in MailboxMessage.objects.all()] == ["29"]


def test_an_account_that_nobody_confirmed_goes_after_thirty_days(newcomer):
    apply_retention()
    newcomer.refresh_from_db()
    assert (newcomer.email, newcomer.is_active) == (f"{newcomer.pk}@erased.invalid", False)
    assert not EmailAddress.objects.filter(email="new@example.om").exists()


@pytest.mark.parametrize("fields", [{"date_joined": ago(29)}, {"last_login": timezone.now()}, {"is_active": False}])
def test_an_account_that_is_new_or_in_use_stays(fields, newcomer):
    User.objects.filter(pk=newcomer.pk).update(**fields)
    apply_retention()
    newcomer.refresh_from_db()
    assert newcomer.email == "new@example.om"


def test_an_account_that_was_confirmed_stays_however_long_it_was_not_used(citizen):
    User.objects.update(date_joined=ago(4000))
    apply_retention()
    citizen.refresh_from_db()
    assert citizen.is_active


def test_an_account_that_an_administrator_made_stays(db):
    made = User.objects.create_user("clerk@example.om", None, first_name="موظف", date_joined=ago(400))
    apply_retention()
    made.refresh_from_db()
    assert made.is_active


def test_letters_to_whoever_confirmed_the_address_stay(newcomer, citizen):
    EmailAddress.objects.create(user=citizen, email=newcomer.email, verified=True)
    theirs = write_to(citizen, recipient=f"address:{newcomer.email}", address=newcomer.email)
    apply_retention()
    theirs.refresh_from_db()
    assert theirs.address == "new@example.om"


def test_the_ledger_says_how_much_went_and_verifies(newcomer, citizen):
    letter(citizen, written_at=ago(400))
    call_command("apply_retention", verbosity=0)
    entry = LedgerEntry.objects.get(kind="privacy.retention")
    assert entry.data == {
        "letters": 1,
        "mailbox": 0,
        "files": 0,
        "guardians": 0,
        "recorded": 0,
        "documents": 0,
        "invitations": 0,
        "accounts": 1,
    }
    seal()
    verify()


def test_where_nothing_went_nothing_is_written(citizen):
    assert apply_retention() == {
        "letters": 0,
        "mailbox": 0,
        "files": 0,
        "guardians": 0,
        "documents": 0,
        "recorded": 0,
        "invitations": 0,
        "accounts": 0,
    }
    assert not LedgerEntry.objects.filter(kind="privacy.retention").exists()


def test_a_second_run_finds_nothing_more(newcomer, citizen):
    letter(citizen, written_at=ago(400))
    apply_retention()
    assert apply_retention() == {
        "letters": 0,
        "mailbox": 0,
        "files": 0,
        "guardians": 0,
        "documents": 0,
        "recorded": 0,
        "invitations": 0,
        "accounts": 0,
    }


def test_what_the_public_record_holds_stays(full):
    User.objects.update(date_joined=ago(4000))
    apply_retention()
    assert Contribution.objects.by(full).filter(name=full.first_name).count() == 3


@pytest.mark.parametrize("setting", ["PRIVACY_OUTBOX_DAYS", "PRIVACY_MAILBOX_DAYS", "PRIVACY_UNCONFIRMED_DAYS"])
def test_the_days_are_settings(setting, newcomer, citizen, settings):
    setattr(settings, setting, 4000)
    letter(citizen, written_at=ago(400))
    MailboxMessage.objects.create(message_id="1", channel="email", to="x@example.om", text="نص", at=ago(400))
    assert sorted(apply_retention().values()) == [0, 0, 0, 0, 0, 0, 1, 1]
