"""A minor's text, and the guardian who says whether anybody else may know of it.

(sent) ──▶ unconfirmed ──guardian_confirm──▶ submitted      from here on like everybody's
                ├────────guardian_decline──▶ withdrawn
                ├────────guardian_lapse────▶ lapsed         by the clock; nobody takes it up again
                └────────withdraw_unconfirmed──▶ withdrawn  the minor's own

submitted, held ──guardian_needed──▶ unconfirmed            with other words, which no guardian has read
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contributions import codes, emails, kinds
from contributions.actions.counting import mirror_moderation
from contributions.actions.promising import owe_moderation
from contributions.asking import MOST_TIMES, refuse_asking, refuse_hurry
from contributions.errors import AskedEnough
from contributions.models import Confirmation, Contribution, Moderation
from contributions.permissions import can_ask_guardian
from deadlines.actions import drop
from workflow.actions import record, take
from workflow.errors import IllegalStep
from workflow.models import Step

if TYPE_CHECKING:
    from accounts.models import User

STEPS: dict[str, tuple[set[str], str]] = {
    "guardian_confirm": ({"unconfirmed"}, "submitted"),
    "guardian_confirm_again": ({"unconfirmed"}, "submitted"),
    "guardian_decline": ({"unconfirmed"}, "withdrawn"),
    "guardian_lapse": ({"unconfirmed"}, "lapsed"),
    "guardian_needed": ({"submitted", "held"}, "unconfirmed"),
}
State = Confirmation.State


@transaction.atomic
def ask_guardian(contribution: Contribution, address: str, *, by: User) -> Confirmation:
    """Send what was written, who wrote it and a new code; the code before no longer counts. For the actions that have
    locked the contribution and say who may."""
    refuse_asking(by, address)
    code, now = codes.new_code(), timezone.now()
    asked = Confirmation.objects.select_for_update().filter(contribution=contribution).first()
    asked = asked or Confirmation(contribution=contribution, times_asked=0)
    if asked.times_asked >= MOST_TIMES:
        raise AskedEnough
    asked.state, asked.closed_at = State.WAITING, None
    asked.address, asked.code_hash = address, codes.hashed(code)
    asked.times_asked += 1
    asked.asked_at, asked.due_at = now, now + timedelta(days=settings.GUARDIAN_DAYS)
    asked.save()
    # How often, never whom: an address could not be erased from the ledger.
    record(contribution, "ask_guardian", by=by, data={"times": asked.times_asked})
    emails.ask_guardian(asked, codes.as_read(code))
    return asked


@transaction.atomic
def ask_again(contribution: Contribution, address: str, *, by: User) -> Confirmation:
    """The same guardian or another; the time to answer begins anew."""
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if not can_ask_guardian(by, contribution):
        raise PermissionDenied
    if contribution.moderation != Moderation.UNCONFIRMED:
        raise IllegalStep(_("It no longer waits for a guardian, so nobody was asked."))
    refuse_hurry(contribution.confirmation, address)
    asked = ask_guardian(contribution, address, by=by)
    emails.tell_unconfirmed(contribution, asked)
    return asked


@transaction.atomic
def confirm_as_guardian(asked: Confirmation) -> Step:
    """`asked` as the code found it. From now on it waits for a moderator, and the ministry's time begins."""
    contribution, is_first = _answered(asked, State.CONFIRMED), not _was_confirmed(asked.contribution)
    step = _move(contribution, "guardian_confirm" if is_first else "guardian_confirm_again")
    contribution.confirmed_at = step.at
    contribution.save(update_fields=["confirmed_at"])
    owe_moderation(contribution)
    kinds.tell_moderated(contribution, step)
    emails.tell_guardian_answered(contribution, step)
    return step


@transaction.atomic
def decline_as_guardian(asked: Confirmation) -> Step:
    contribution = _answered(asked, State.DECLINED)
    step = _move(contribution, "guardian_decline")
    kinds.tell_moderated(contribution, step)
    emails.tell_guardian_answered(contribution, step)
    return step


def lapse_unconfirmed() -> int:
    """What no guardian answered in time, each in a transaction of its own; how many."""
    overdue = Confirmation.objects.overdue().values_list("contribution", flat=True)
    return sum(_lapse(pk) for pk in list(overdue))


@transaction.atomic
def _lapse(pk: int) -> bool:
    """Unless somebody answered, or asked again, a second before."""
    contribution = Contribution.objects.select_for_update().get(pk=pk)
    asked = Confirmation.objects.overdue().filter(contribution=contribution).first()
    if asked is None or contribution.moderation != Moderation.UNCONFIRMED:
        return False
    _close(asked, State.LAPSED)
    step = _move(contribution, "guardian_lapse")
    kinds.tell_moderated(contribution, step)
    emails.tell_guardian_answered(contribution, step)
    return True


@transaction.atomic
def need_guardian_again(contribution: Contribution, *, by: User) -> None:
    """It reads otherwise than its guardian confirmed. For the action that has locked and reworded it."""
    if contribution.moderation != Moderation.UNCONFIRMED:
        step = take(contribution, "guardian_needed", steps=STEPS, field="moderation", by=by)
        contribution.confirmed_at = contribution.cited_point = None
        contribution.save(update_fields=["confirmed_at", "cited_point"])
        for promise in ("moderation", "appeal"):
            drop(promise, contribution)
        mirror_moderation(contribution)
        kinds.tell_moderated(contribution, step)
    own = "" if contribution.is_recorded else by.guardian_address
    address = own or contribution.confirmation.address
    if not address:
        raise IllegalStep(_("Write the address of your parent or guardian into your details first."))
    emails.tell_unconfirmed(contribution, ask_guardian(contribution, address, by=by))


def _answered(asked: Confirmation, state: str) -> Contribution:
    contribution, now = lock_while_asked(asked)
    _close(now, state)
    return contribution


def lock_while_asked(asked: Confirmation) -> tuple[Contribution, Confirmation]:
    """As they are now: of two answers the second finds the first. A code that was replaced meanwhile is none."""
    contribution = Contribution.objects.select_for_update().select_related("author").get(pk=asked.contribution_id)
    now = Confirmation.objects.select_for_update().get(pk=asked.pk)
    if now.code_hash != asked.code_hash or not now.is_waiting:
        raise IllegalStep(_("This was answered already, or its time has passed; nothing was changed."))
    return contribution, now


def _close(asked: Confirmation, state: str) -> None:
    asked.state, asked.closed_at = state, timezone.now()
    asked.save(update_fields=["state", "closed_at"])


def _move(contribution: Contribution, name: str) -> Step:
    """Who answered is on no record: a code did."""
    step = take(contribution, name, steps=STEPS, field="moderation", by=None, reason="guardian")
    mirror_moderation(contribution)
    return step


def _was_confirmed(contribution: Contribution) -> bool:
    return Step.objects.of(contribution).filter(name="guardian_confirm").exists()
