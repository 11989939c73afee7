"""Owes, meets and drops deadlines, and announces holidays.

    owe ──▶ open ──▶ met
              └────▶ dropped   the thing itself fell away

Meeting or dropping what is not owed does nothing: whoever answers need not know what was promised.
"""

import datetime as dt
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from deadlines.models import Deadline, Holiday
from deadlines.working_calendar import WorkingCalendar
from deadlines.working_time import add_working_days, add_working_hours
from ledger.actions import append
from ledger.subjects import subject_of

Unit = Deadline.Unit


def owe(
    kind: str,
    thing: models.Model,
    *,
    due_at: datetime | None = None,
    working_days: int | None = None,
    working_hours: int | None = None,
    days: int | None = None,
    hours: int | None = None,
    started_at: datetime | None = None,
    owed_to: str = "",
    reference: str = "",
) -> Deadline:
    """Promise one thing by one end, given in one way. What is owed already stays as it was promised."""
    allowances = {
        Unit.WORKING_DAYS: working_days,
        Unit.WORKING_HOURS: working_hours,
        Unit.DAYS: days,
        Unit.HOURS: hours,
    }
    unit, allowance = _one_way(allowances, due_at)
    started_at = started_at or timezone.now()
    subject_type, subject_id = subject_of(thing)
    deadline = Deadline(
        kind=kind,
        subject_type=subject_type,
        subject_id=subject_id,
        reference=reference,
        owed_to=owed_to,
        started_at=started_at,
        allowance=allowance,
        unit=unit,
        due_at=due_at or end_of(started_at, allowance, unit, WorkingCalendar.as_it_stands()),
    )
    return _insert_once(deadline)


@transaction.atomic
def meet(kind: str, thing: models.Model, *, at: datetime | None = None) -> Deadline | None:
    """What was owed has been done; `at` when it was done earlier than it is written down."""
    return _close(kind, thing, met_at=at or timezone.now())


@transaction.atomic
def drop(kind: str, thing: models.Model) -> Deadline | None:
    """It is no longer owed: withdrawn, merged, answered elsewhere."""
    return _close(kind, thing, dropped_at=timezone.now())


@transaction.atomic
def announce_holiday(
    date: dt.date, name_ar: str, name_en: str, *, by: AbstractBaseUser | None, is_working: bool = False
) -> Holiday:
    """A day off by decree (or a working day in spite of the calendar): every open end is counted again with it."""
    holiday, _ = Holiday.objects.update_or_create(
        date=date, is_withdrawn=False, defaults={"name_ar": name_ar, "name_en": name_en, "is_working": is_working}
    )
    _record("deadlines.holiday_announced", date, is_working=is_working, by=by)
    return holiday


@transaction.atomic
def withdraw_holiday(holiday: Holiday, *, by: AbstractBaseUser | None) -> None:
    """Back to the published calendar. What was announced stays on record; withdrawing it again does nothing."""
    standing = Holiday.objects.in_force().select_for_update().filter(pk=holiday.pk).first()
    if standing is None:
        return
    standing.is_withdrawn = True
    standing.save(update_fields=["is_withdrawn"])
    _record("deadlines.holiday_withdrawn", standing.date, is_working=standing.is_working, by=by)


@transaction.atomic
def change_holiday(
    holiday: Holiday,
    *,
    date: dt.date,
    name_ar: str,
    name_en: str,
    is_working: bool,
    by: AbstractBaseUser | None,
) -> Holiday:
    """Another day is another announcement; the first is withdrawn."""
    if date != holiday.date:
        withdraw_holiday(holiday, by=by)
    return announce_holiday(date, name_ar, name_en, is_working=is_working, by=by)


@transaction.atomic
def count_again() -> int:
    """For what no announcement tells: the published calendar has changed with its package, or a promise was given in
    the very moment of an announcement. How many moved."""
    moved = _count_again()
    if moved:
        append(kind="deadlines.counted_again", subject="deadlines.calendar", data={"moved": moved})
    return moved


def end_of(started_at: datetime, allowance: int, unit: str, calendar: WorkingCalendar) -> datetime:
    """Pure: when an allowance ends that began then."""
    if unit == Unit.WORKING_DAYS:
        return add_working_days(started_at, allowance, calendar)
    if unit == Unit.WORKING_HOURS:
        return add_working_hours(started_at, allowance, calendar)
    return started_at + timedelta(**{unit: allowance})


def _one_way(allowances: dict[Unit, int | None], due_at: datetime | None) -> tuple[Unit, int]:
    given = [(unit, allowance) for unit, allowance in allowances.items() if allowance is not None]
    if len(given) + (due_at is not None) != 1:
        raise TypeError("A deadline has one end: due_at, working_days, working_hours, days or hours.")
    return given[0] if given else (Unit.MOMENT, 0)


def _insert_once(deadline: Deadline) -> Deadline:
    """Of two that promise the same thing at once, the second finds the first's promise."""
    try:
        with transaction.atomic():
            deadline.save(force_insert=True)
    except IntegrityError:
        return Deadline.objects.open().get(
            kind=deadline.kind, subject_type=deadline.subject_type, subject_id=deadline.subject_id
        )
    return deadline


def _close(kind: str, thing: models.Model, **when: datetime) -> Deadline | None:
    deadline = Deadline.objects.open().of(thing).filter(kind=kind).select_for_update().first()
    if deadline is None:
        return None
    for name, moment in when.items():
        setattr(deadline, name, moment)
    deadline.save(update_fields=list(when))
    return deadline


def _record(kind: str, date: dt.date, *, is_working: bool, by: AbstractBaseUser | None) -> None:
    """One entry for the whole announcement: which day, and how many promises it moved."""
    data = {"date": date.isoformat(), "is_working": int(is_working), "moved": _count_again(), "by": by.pk if by else 0}
    append(kind=kind, subject=f"deadlines.day:{date.isoformat()}", data=data)


def _count_again() -> int:
    """Every open end in working time, from its own start; how many moved."""
    calendar = WorkingCalendar.as_it_stands()
    moved = []
    for deadline in Deadline.objects.open().in_working_time().select_for_update():
        end = end_of(deadline.started_at, deadline.allowance, deadline.unit, calendar)
        if end != deadline.due_at:
            deadline.due_at = end
            moved.append(deadline)
    Deadline.objects.bulk_update(moved, ["due_at"], batch_size=500)
    return len(moved)
