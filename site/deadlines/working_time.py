"""Counting in working time: Sunday to Thursday, 07:30 to 14:30 in Muscat, without Oman's holidays.

Every function takes moments with a time zone and answers in Muscat's. A `calendar` is given by whoever counts
many times; otherwise it is read as it stands.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from deadlines.working_calendar import CLOSES, OPENS, WorkingCalendar

MUSCAT = ZoneInfo(settings.TIME_ZONE)
A_DAY = timedelta(days=1)
# Longer than any run of days off: a calendar without a working day is a mistake, not an endless search.
NO_WORK_AT_ALL = 366


def is_working_day(day: date, calendar: WorkingCalendar | None = None) -> bool:
    return (calendar or WorkingCalendar.as_it_stands()).is_working_day(day)


def add_working_days(start: datetime, days: int, calendar: WorkingCalendar | None = None) -> datetime:
    """The same time of day on the n-th working day after `start`.

    A start on a day off, or before the doors open, counts from the next opening: what comes in on Friday evening
    stands as if it had come in on Sunday at 07:30. So what comes in later never has to be answered earlier.
    """
    if days < 0:
        raise ValueError("Working days are counted forward.")
    calendar = calendar or WorkingCalendar.as_it_stands()
    start = _in_muscat(start)
    if not calendar.is_working_day(start.date()):
        start = _at(_next_working_day(start.date(), calendar), OPENS)
    day, clock = start.date(), max(start.time(), OPENS)
    for _ in range(days):
        day = _next_working_day(day, calendar)
    return _at(day, clock)


def add_working_hours(start: datetime, hours: float, calendar: WorkingCalendar | None = None) -> datetime:
    """When so much working time has passed. What ends with the working day ends at 14:30, not the next morning."""
    if hours < 0:
        raise ValueError("Working hours are counted forward.")
    calendar = calendar or WorkingCalendar.as_it_stands()
    left = timedelta(hours=hours)
    moment = _in_muscat(start)
    for opening, closing in _working_spans(moment, calendar):
        moment = max(moment, opening)
        if left <= closing - moment:
            return moment + left
        left -= closing - moment
    raise AssertionError("working days never end")


def working_time_between(a: datetime, b: datetime, calendar: WorkingCalendar | None = None) -> timedelta:
    """How much working time lies between two moments; negative when `b` comes first."""
    if b < a:
        return -working_time_between(b, a, calendar)
    calendar = calendar or WorkingCalendar.as_it_stands()
    a, b = _in_muscat(a), _in_muscat(b)
    total = timedelta()
    for opening, closing in _working_spans(a, calendar):
        if opening >= b:
            break
        total += min(closing, b) - max(opening, a)
    return total


def _working_spans(after: datetime, calendar: WorkingCalendar) -> Iterator[tuple[datetime, datetime]]:
    """Opening and closing of each working day, from the first that has not closed at `after`."""
    day = after.date()
    if not calendar.is_working_day(day) or after >= _at(day, CLOSES):
        day = _next_working_day(day, calendar)
    while True:
        yield _at(day, OPENS), _at(day, CLOSES)
        day = _next_working_day(day, calendar)


def _next_working_day(day: date, calendar: WorkingCalendar) -> date:
    for _ in range(NO_WORK_AT_ALL):
        day += A_DAY
        if calendar.is_working_day(day):
            return day
    raise ValueError("The calendar has no working day in a whole year.")


def _in_muscat(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone is no moment.")
    return moment.astimezone(MUSCAT)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=MUSCAT)
