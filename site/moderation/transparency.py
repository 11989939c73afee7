"""The public figures of moderation as tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from moderation.figures import A_DAY, Month
from moderation.models import Reason

Column = tuple[str | Promise, Callable[[Month], str]]

DECISIONS: list[Column] = [
    (pgettext_lazy("contributions", "Received"), lambda month: str(month.counts["received"])),
    (pgettext_lazy("contributions", "Published"), lambda month: str(month.counts["published"])),
    (pgettext_lazy("contributions", "Held back"), lambda month: str(month.counts["held"])),
    (pgettext_lazy("contributions", "Removed"), lambda month: str(month.counts["removed"])),
    (pgettext_lazy("contributions", "Taken back"), lambda month: str(month.counts["taken_back"])),
    (pgettext_lazy("contributions", "Withdrawn"), lambda month: str(month.counts["withdrawn"])),
    (pgettext_lazy("contributions", "Lapsed"), lambda month: str(month.counts["lapsed"])),
    (pgettext_lazy("contributions", "Merged"), lambda month: str(month.counts["merged"])),
    (gettext_lazy("Not confirmed by a guardian"), lambda month: str(month.counts["unconfirmed"])),
]
TIMES: list[Column] = [
    (gettext_lazy("First decision, median"), lambda month: duration(month.median)),
    (gettext_lazy("First decision, nine of ten within"), lambda month: duration(month.ninetieth)),
    (gettext_lazy("Decided late"), lambda month: str(month.late)),
]
APPEALS: list[Column] = [
    (pgettext_lazy("appeals", "Made"), lambda month: str(month.counts["appealed"])),
    (pgettext_lazy("appeals", "Granted"), lambda month: str(month.counts["granted"])),
    (pgettext_lazy("appeals", "Dismissed"), lambda month: str(month.counts["dismissed"])),
]


def table(months: list[Month], columns: list[Column]) -> dict[str, Any]:
    """`head` and `rows` as `components/table.html` takes them."""
    head = [{"label": _("Month")}, *({"label": label, "is_number": True} for label, _cell in columns)]
    rows = [[{"text": named(month)}, *_cells(month, columns)] for month in months]
    return {"head": head, "rows": rows}


def _cells(month: Month, columns: list[Column]) -> list[dict[str, Any]]:
    return [{"text": cell(month), "label": label, "is_number": True} for label, cell in columns]


def reasons(counted: list[tuple[str, int]], months: list[Month], policy_path: str) -> dict[str, Any]:
    """The same for what was held back or removed, by reason: in all, then month by month. Each leads to its point of
    the policy."""
    named_by = Reason.objects.in_bulk([code for code, _times in counted], field_name="code")
    head = [
        {"label": _("Reason")},
        *({"label": label, "is_number": True} for label in (_("Times"), *map(named, months))),
    ]
    rows = [
        [
            {"text": named_by[code].label, "path": f"{policy_path}#{named_by[code].point_key}" if policy_path else ""},
            {"text": str(times), "label": _("Times"), "is_number": True},
            *({"text": str(each.reasons[code]), "label": named(each), "is_number": True} for each in months),
        ]
        for code, times in counted
        if code in named_by
    ]
    return {"head": head, "rows": rows}


def named(month: Month) -> str:
    return date_format(month.first, "F Y")


def duration(hours: float | None) -> str:
    if hours is None:
        return "–"
    if hours < 1:
        return _("less than an hour")
    if hours < A_DAY:
        return _("%(hours)s working hours") % {"hours": f"{hours:.1f}"}
    return _("%(days)s working days") % {"days": f"{hours / A_DAY:.1f}"}
