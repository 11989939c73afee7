"""What moderation did, month by month: counted from the ledger alone, so that anybody can count it again."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from deadlines.working_calendar import WorkingCalendar
from deadlines.working_time import working_time_between
from ledger.models import LedgerEntry

MONTHS = 12
A_DAY = 7  # working hours
KEPT_FOR = 600  # seconds: counting a million entries again for each reader helps nobody
ENTRY = "contributions.contribution."
# Which entry counts as what. A ruling that publishes counts as an appeal granted, not as one more publication.
COUNTED = {
    # Of a minor's text nobody knows before a guardian has confirmed it.
    "received": ("submit", "guardian_confirm"),
    "published": ("publish", "publish_first"),
    "held": ("hold", "ask_change"),
    "removed": ("remove",),
    "taken_back": ("take_back",),
    "withdrawn": ("withdraw", "withdraw_of_minor"),
    "lapsed": ("lapse",),
    "merged": ("merge",),
    "unconfirmed": ("guardian_lapse", "guardian_decline"),
    "appealed": ("appeal",),
    "granted": ("grant_appeal",),
    "dismissed": ("dismiss_appeal",),
}
AGAINST = [ENTRY + step for name in ("held", "removed") for step in COUNTED[name]]
ARRIVALS = [ENTRY + step for step in COUNTED["received"]]
# What a rule published is decided by the moderator who looks at it afterwards.
FIRST_DECISIONS = [ENTRY + "publish", ENTRY + "keep", *AGAINST]
# After these nobody owes a decision any more.
ENDS = [ENTRY + step for step in ("withdraw", "withdraw_of_minor", "lapse", "erase", "merge", "guardian_needed")]
# And after this somebody does once more.
AGAIN = [ENTRY + "guardian_confirm_again"]


@dataclass
class Month:
    """`first`: its first day. `reasons`: how often each was given against something. `median`, `ninetieth`: working
    hours from arrival to the first decision, or None. `late`: how many first decisions came after the promised time."""

    first: dt.date
    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    median: float | None = None
    ninetieth: float | None = None
    late: int = 0

    @property
    def decided(self) -> int:
        return self.counts["published"] + self.counts["held"] + self.counts["removed"]

    @property
    def against(self) -> int:
        return self.counts["held"] + self.counts["removed"]


class Figures(TypedDict):
    at: dt.datetime
    months: list[Month]  # the newest first
    overdue: int  # what waits now, longer than was promised
    reasons: list[tuple[str, int]]  # code, how often; the most frequent first


def figures() -> Figures:
    """At most ten minutes old."""
    kept: Figures | None = cache.get("moderation:figures")
    if kept is None:
        kept = _count()
        cache.set("moderation:figures", kept, KEPT_FOR)
    return kept


def _count() -> Figures:
    months = {first: Month(first) for first in _months(timezone.localdate())}
    start = dt.datetime.combine(min(months), dt.time(), ZoneInfo(settings.TIME_ZONE))
    for first, name, number in _counts(start):
        months[first].counts[name] += number
    promised = settings.PROMISES["moderation_working_days"] * A_DAY
    for first, code in _reasons(start):
        months[first].reasons[code] += 1
    for first, hours in _waits(start).items():
        months[first].late = sum(waited > promised for waited in hours)
        months[first].median = median(hours)
        months[first].ninetieth = quantiles(hours, n=10, method="inclusive")[-1] if len(hours) > 1 else hours[0]
    in_use = [month for month in months.values() if month.counts]
    oldest = min((month.first for month in in_use), default=max(months))
    shown = [month for first, month in months.items() if first >= oldest]
    reasons = sum((month.reasons for month in shown), Counter[str]()).most_common()
    return Figures(at=timezone.now(), months=shown, overdue=_overdue(promised), reasons=reasons)


def _months(today: dt.date) -> Iterator[dt.date]:
    """The first days of this month and of those before it."""
    number = today.year * 12 + today.month - 1
    for month in range(number, number - MONTHS, -1):
        yield dt.date(month // 12, month % 12 + 1, 1)


def _counts(start: dt.datetime) -> Iterator[tuple[dt.date, str, int]]:
    names = {ENTRY + step: name for name, steps in COUNTED.items() for step in steps}
    rows = (
        LedgerEntry.objects.filter(kind__in=names, written_at__gte=start)
        .annotate(month=TruncMonth("written_at"))
        .values_list("month", "kind")
        .annotate(Count("pk"))
        .order_by()
    )
    for month, kind, number in rows:
        yield month.date(), names[kind], number


def _waits(start: dt.datetime) -> dict[dt.date, list[float]]:
    """{first day of the month of the decision: working hours from arrival to the first decision, of each}."""
    pairs = (
        LedgerEntry.objects.filter(kind__in=[*ARRIVALS, *FIRST_DECISIONS])
        .values("subject")
        .annotate(
            came=Min("written_at", filter=Q(kind__in=ARRIVALS)),
            decided=Min("written_at", filter=Q(kind__in=FIRST_DECISIONS)),
        )
        .filter(decided__gte=start, came__isnull=False)
        .order_by()
    )
    calendar, waits = WorkingCalendar.as_it_stands(), defaultdict(list)
    for pair in pairs:
        waited = working_time_between(pair["came"], pair["decided"], calendar)
        waits[timezone.localdate(pair["decided"]).replace(day=1)].append(waited.total_seconds() / 3600)
    return waits


def _overdue(promised: int) -> int:
    """Of what came and was neither decided nor taken away since: how much has waited for more than so many working
    hours."""
    arrivals, ends = Q(kind__in=[*ARRIVALS, *AGAIN]), Q(kind__in=[*FIRST_DECISIONS, *ENDS])
    waiting = (
        LedgerEntry.objects.filter(arrivals | ends)
        .values("subject")
        .annotate(came=Max("written_at", filter=arrivals), ended=Max("written_at", filter=ends))
        .filter(Q(ended=None) | Q(ended__lt=F("came")))
        .order_by()
    )
    calendar, now = WorkingCalendar.as_it_stands(), timezone.now()
    waits = (working_time_between(came, now, calendar) for came in waiting.values_list("came", flat=True))
    return sum(waited.total_seconds() / 3600 > promised for waited in waits)


def _reasons(start: dt.datetime) -> Iterator[tuple[dt.date, str]]:
    """(first day of its month, code) of everything that was held back or removed."""
    for entry in LedgerEntry.objects.filter(kind__in=AGAINST, written_at__gte=start).only("body", "written_at"):
        yield timezone.localdate(entry.written_at).replace(day=1), str(entry.data.get("reason", ""))
