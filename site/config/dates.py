"""Dates and times as a person says them: weekday, day, month, year; the hour with morning or evening, in Muscat."""

from datetime import date, datetime
from functools import cache
from typing import TypeVar

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, ngettext, npgettext, pgettext
from django.utils.translation import gettext as _

Moment = date | datetime
Either = TypeVar("Either", date, datetime)


def here(when: Either) -> Either:
    """The same instant on the wall clock in Muscat; a plain date has no instant."""
    if not isinstance(when, datetime) or timezone.is_naive(when):
        return when
    return when.astimezone(timezone.get_default_timezone())


def _month(day: date | datetime) -> str:
    return _months(get_language())[day.month]


@cache
def _months(language: str | None) -> dict[int, str]:
    """`language` is the reader's, in which gettext answers: Django's own are looked up each time they are said."""
    return {number: str(name) for number, name in MONTHS.items()}


def long_date(when: Moment) -> str:
    """«الأحد 29 نوفمبر 2026», "Sunday 29 November 2026"."""
    day = here(when)
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_month(day)} {day.year}"


def middle_date(when: Moment) -> str:
    """«29 نوفمبر 2026»: where the weekday says nothing."""
    day = here(when)
    return f"{day.day} {_month(day)} {day.year}"


def short_date(when: Moment) -> str:
    """«29 نوفمبر», with the year when it is not this one."""
    day = here(when)
    return f"{day.day} {_month(day)}" if day.year == here(timezone.now()).year else middle_date(when)


def clock(when: datetime) -> str:
    """«11:59 مساءً», "11:59 pm"."""
    moment = here(when)
    face = f"{moment.hour % 12 or 12}:{moment.minute:02}"
    if moment.hour < 12:
        return pgettext("time of day", "%(clock)s am") % {"clock": face}
    return pgettext("time of day", "%(clock)s pm") % {"clock": face}


def moment(when: datetime) -> str:
    return _("%(date)s, %(time)s") % {"date": middle_date(when), "time": clock(when)}


def span(start: Moment, end: Moment) -> str:
    """«من 8 إلى 29 نوفمبر 2026»: in words, for a dash between numbers reverses for some readers."""
    first, last = here(start), here(end)
    said = middle_date(start)
    if first.year == last.year:
        said = f"{first.day}" if first.month == last.month else f"{first.day} {_month(first)}"
    return _("%(start)s to %(end)s") % {"start": said, "end": middle_date(end)}


def length(seconds: float) -> str:
    """The largest unit that still says something: «3 أيام», «ساعتان», «5 دقائق»."""
    unit, count = _largest_unit(seconds)
    if unit == "minute":
        return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}
    if unit == "hour":
        return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def length_after_since(seconds: float) -> str:
    """The same in the case that "since" asks for: «منذ ساعتين», not «منذ ساعتان»."""
    unit, count = _largest_unit(seconds)
    if unit == "minute":
        return npgettext("since", "%(count)d minute", "%(count)d minutes", count) % {"count": count}
    if unit == "hour":
        return npgettext("since", "%(count)d hour", "%(count)d hours", count) % {"count": count}
    return npgettext("since", "%(count)d day", "%(count)d days", count) % {"count": count}


def _largest_unit(seconds: float) -> tuple[str, int]:
    minutes = max(int(seconds // 60), 1)
    hours = minutes // 60
    if minutes < 60:
        return "minute", minutes
    return ("hour", hours) if hours < 48 else ("day", hours // 24)


def since(when: datetime) -> str:
    return _("%(length)s ago") % {"length": length_after_since((timezone.now() - when).total_seconds())}


def days_until(when: datetime) -> int:
    """Nights between today and that day on Muscat's calendar; never below nothing."""
    return max((here(when).date() - timezone.localdate()).days, 0)


def left(when: datetime) -> str:
    """«بقي 3 أيام» or, once it has passed, «تجاوز المهلة منذ يومين»."""
    seconds = (when - timezone.now()).total_seconds()
    if seconds >= 0:
        return _("%(length)s left") % {"length": length(seconds)}
    return _("%(length)s overdue") % {"length": length_after_since(-seconds)}
