"""The public figures of moderation, as a page and as a table for a spreadsheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from config.sheets import csv_sheet
from moderation import charts
from moderation.figures import COUNTED, figures
from moderation.models import Reason
from moderation.transparency import APPEALS, DECISIONS, TIMES, reasons, table
from policies.queries import participation_policy


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    counted, policy = figures(), participation_policy()
    months = counted["months"]
    by_reason = reasons(counted["reasons"], months, f"/{get_language()}{policy.path}" if policy else "")
    context = {
        "at": counted["at"],
        "overdue": counted["overdue"],
        "decisions": table(months, DECISIONS),
        "times": table(months, TIMES),
        "appeals": table(months, APPEALS),
        "reasons": by_reason,
        "charts": {
            "decisions": charts.decisions(months),
            "times": charts.times(months),
            "reasons": charts.reasons(by_reason["rows"]),
            "appeals": charts.appeals(months),
        },
    }
    return render(request, "moderation/transparency.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Month by month. Times in working hours."""
    head = ["month", *COUNTED, "median_working_hours", "ninetieth_percentile_working_hours", "decided_late"]
    rows = [
        [
            f"{month.first:%Y-%m}",
            *(month.counts[name] for name in COUNTED),
            *("" if hours is None else f"{hours:.2f}" for hours in (month.median, month.ninetieth)),
            month.late,
        ]
        for month in figures()["months"]
    ]
    return csv_sheet("moderation.csv", [head, *rows])


@require_safe
def download_reasons(request: HttpRequest) -> HttpResponse:
    """For what, and how often in which month: by the codes of the published reasons, in both languages."""
    counted = figures()
    called = Reason.objects.in_bulk([code for code, _times in counted["reasons"]], field_name="code")
    rows = [
        [f"{month.first:%Y-%m}", code, called[code].label_ar, called[code].label_en, times]
        for month in counted["months"]
        for code, times in month.reasons.most_common()
        if code in called
    ]
    return csv_sheet("moderation-reasons.csv", [["month", "reason", "label_ar", "label_en", "times"], *rows])
