"""The public figures of moderation as drawings: bars of one scale, which the tables beside them say in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from moderation.figures import Month
from moderation.transparency import duration, named


@dataclass(frozen=True)
class Part:
    """`start`, `width`: in hundredths of the longest bar. `is_thin`: drawn as a line above the others."""

    kind: str
    start: str
    width: str
    is_thin: bool = False


@dataclass(frozen=True)
class Bar:
    label: str
    said: str
    parts: Sequence[Part]


def decisions(months: Sequence[Month]) -> list[Bar]:
    """What came in as a line, and under it what was decided."""
    most = max((max(month.counts["received"], month.decided) for month in months), default=0)
    kinds = {"for": "published", "neutral": "held", "against": "removed"}
    return [
        Bar(
            named(month),
            _("received %(received)s, published %(published)s, held back %(held)s, removed %(removed)s")
            % {name: month.counts[name] for name in ("received", "published", "held", "removed")},
            [
                *_row([("came", month.counts["received"])], most, is_thin=True),
                *_row([(kind, month.counts[name]) for kind, name in kinds.items()], most),
            ],
        )
        for month in months
        if month.decided or month.counts["received"]
    ]


def times(months: Sequence[Month]) -> list[Bar]:
    """The median filled, and from there to the ninetieth percentile."""
    decided = [(month, month.median, month.ninetieth) for month in months if month.median is not None]
    most = max((ninetieth or 0 for _month, _median, ninetieth in decided), default=0)
    return [
        Bar(
            named(month),
            _("half within %(median)s, nine of ten within %(ninetieth)s")
            % {"median": duration(median), "ninetieth": duration(ninetieth)},
            _row([("for", median), ("neutral", (ninetieth or 0) - (median or 0))], most),
        )
        for month, median, ninetieth in decided
    ]


def reasons(rows: Iterable[Sequence[dict[str, Any]]]) -> list[Bar]:
    """Of the rows of `transparency.reasons`."""
    counted = [(str(label["text"]), int(times["text"])) for label, times, *_months in rows]
    most = max((times for _label, times in counted), default=0)
    return [Bar(label, str(times), _row([("against", times)], most)) for label, times in counted]


def appeals(months: Sequence[Month]) -> list[Bar]:
    """Those that were made as a line, and under it what became of them."""
    most = max((max(_made(month), _ruled(month)) for month in months), default=0)
    return [
        Bar(
            named(month),
            _("made %(appealed)s, granted %(granted)s, dismissed %(dismissed)s")
            % {name: month.counts[name] for name in ("appealed", "granted", "dismissed")},
            [
                *_row([("came", _made(month))], most, is_thin=True),
                *_row([("for", month.counts["granted"]), ("against", month.counts["dismissed"])], most),
            ],
        )
        for month in months
        if _made(month) or _ruled(month)
    ]


def _made(month: Month) -> int:
    return month.counts["appealed"]


def _ruled(month: Month) -> int:
    return month.counts["granted"] + month.counts["dismissed"]


def _row(parts: Iterable[tuple[str, float | None]], most: float, *, is_thin: bool = False) -> list[Part]:
    """One after the other; what is nothing is not drawn."""
    drawn, start = [], 0.0
    for kind, amount in parts:
        width = 100 * amount / most if amount and most else 0.0
        if width:
            drawn.append(Part(kind, f"{start:.1f}", f"{width:.1f}", is_thin))
        start += width
    return drawn
