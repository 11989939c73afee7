"""Suspending an account, and lifting that again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.locking import locked
from accounts.actions.roles import lock_roles_of, refuse_losing_last_administrator
from accounts.actions.sessions import end_sessions
from accounts.emails import tell_lifted, tell_suspended
from accounts.models import FOREVER, Suspension, User
from accounts.permissions import can_suspend, forget_roles
from accounts.released import release_work
from workflow.actions import record
from workflow.errors import IllegalStep


@transaction.atomic
def suspend(user: User, *, by: User, reason: str, last_day: date | None = None) -> Suspension:
    """From now until the end of that day, or until it is lifted. What they published stays."""
    lock_roles_of(user, by)
    account = locked(user, by=by, may=can_suspend)
    if account.pk == by.pk:
        raise IllegalStep(_("Nobody suspends their own account: another administrator does it."))
    if account.is_suspended:
        raise IllegalStep(_("This account is suspended already; nothing was changed."))
    refuse_losing_last_administrator(account)
    until = _end_of(last_day) if last_day else None
    suspension = Suspension.objects.create(user=account, reason=reason, until=until, suspended_by=by)
    _set(account, until or FOREVER)
    release_work(account)
    end_sessions(account, by=by)
    # Which account and until when, never why: that could not be erased from the ledger.
    said: dict[str, str | int] = {"account": account.pk, "until": last_day.isoformat() if last_day else "lifted"}
    record(suspension, "suspend", by=by, note=reason, data=said)
    tell_suspended(suspension)
    return suspension


@transaction.atomic
def lift_suspension(suspension: Suspension, *, by: User, note: str) -> None:
    account = locked(suspension.user, by=by, may=can_suspend)
    found = Suspension.objects.select_related("user").get(pk=suspension.pk)
    if not found.is_current:
        raise IllegalStep(_("This suspension has ended already; nothing was changed."))
    found.lifted_at = timezone.now()
    found.save(update_fields=["lifted_at"])
    _set(account, None)
    record(found, "lift", by=by, note=note, data={"account": account.pk})
    tell_lifted(found)


def _set(account: User, until: datetime | None) -> None:
    account.suspended_until = until
    account.save(update_fields=["suspended_until"])
    forget_roles(account)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
