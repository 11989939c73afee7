"""Correcting a date of birth that somebody typed wrong: it decides whether a guardian is asked, so two are needed.

waiting ──confirm──▶ confirmed     by another administrator, who states the same date
   └──────dismiss──▶ dismissed     by any administrator, the one who asked too

Nobody decides on their own account.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.actions.locking import locked
from accounts.actions.roles import end_roles_of, lock_roles_of
from accounts.emails import tell_birth_date
from accounts.models import BirthDateCorrection, Party, User
from accounts.permissions import can_correct_birth_dates
from accounts.turned_minor import follow_minor
from workflow.actions import record, take
from workflow.errors import IllegalStep

STEPS: dict[str, tuple[set[str], str]] = {
    "confirm": ({"waiting"}, "confirmed"),
    "dismiss": ({"waiting"}, "dismissed"),
}


@transaction.atomic
def ask_birth_date(user: User, *, by: User, born_on: date, reason: str) -> BirthDateCorrection:
    """Nothing changes yet, and nobody is told but who reads the screen."""
    account = _account(user, by=by)
    if _own_party(account).born_on == born_on:
        raise IllegalStep(_("This date of birth stands there already; nothing was changed."))
    if account.birth_date_corrections.waiting().exists():
        raise IllegalStep(_("A correction waits for this account already: another administrator confirms it first."))
    asked = BirthDateCorrection.objects.create(user=account, born_on=born_on, reason=reason, asked_by=by)
    # Whose, never which day or why: neither could be erased from the ledger.
    record(asked, "ask", by=by, data={"account": account.pk})
    return asked


@transaction.atomic
def confirm_birth_date(asked: BirthDateCorrection, *, by: User, born_on: date) -> None:
    """From now on. Published names stay; what a guardian has not answered yet stays with the guardian."""
    account = _account(asked.user, by=by)
    found = _still_waiting(asked)
    if found.asked_by_id == by.pk:
        raise IllegalStep(_("Whoever asked for a correction does not confirm it: another administrator does."))
    if found.born_on != born_on:
        raise IllegalStep(_("This is another date than the one that was asked for. Nothing was changed."))
    party = _own_party(account)
    was_minor = party.is_minor
    _correct(party, born_on, by=by)
    _close(found, "confirm", by=by)
    if party.is_minor and not was_minor:
        _leave_to_guardian(account, by=by)
    tell_birth_date(found, was_minor=was_minor, is_minor=party.is_minor)


@transaction.atomic
def dismiss_birth_date(asked: BirthDateCorrection, *, by: User) -> None:
    """The date stays as it is; whoever asked, or another, may ask anew."""
    _account(asked.user, by=by)
    _close(_still_waiting(asked), "dismiss", by=by)


def _account(user: User, *, by: User) -> User:
    """With the roles of both: whose right has just ended decides nothing, and a minor is given none meanwhile."""
    lock_roles_of(user, by)
    account = locked(user, by=by, may=can_correct_birth_dates)
    if account.pk == by.pk:
        raise IllegalStep(_("Nobody decides on their own date of birth: other administrators do."))
    if not account.is_active:
        raise IllegalStep(_("No active account has this address."))
    return account


def _own_party(account: User) -> Party:
    own = account.representations.speaking_for_self().first()
    if own is None:
        raise IllegalStep(_("This account has given no details of its own yet."))
    return Party.objects.select_for_update().get(pk=own.party_id)


def _still_waiting(asked: BirthDateCorrection) -> BirthDateCorrection:
    found = BirthDateCorrection.objects.select_related("user").get(pk=asked.pk)
    if not found.is_waiting:
        raise IllegalStep(_("This correction was settled already; nothing was changed."))
    return found


def _correct(party: Party, born_on: date, *, by: User) -> None:
    if party.born_on == born_on:
        raise IllegalStep(_("This date of birth stands there already; nothing was changed."))
    party.born_on = born_on
    party.save(update_fields=["born_on"])
    # Which fact, never the fact itself.
    record(party, "correct_birth_date", by=by, data={"born_on": "changed"})


def _close(found: BirthDateCorrection, step: str, *, by: User) -> None:
    found.born_on, found.closed_by, found.closed_at = None, by, timezone.now()
    found.save(update_fields=["born_on", "closed_by", "closed_at"])
    take(found, step, steps=STEPS, field="state", by=by, data={"account": found.user_id})


def _leave_to_guardian(account: User, *, by: User) -> None:
    with translation.override(account.language):
        why = _("A pupil, or somebody under eighteen, has no role in the back office.")
    end_roles_of(account, by=by, note=why)
    follow_minor(account, by=by)
