"""The public figures of moderation, as a page and as a table for a spreadsheet."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from moderation.figures import COUNTED, figures
from moderation.transparency import APPEALS, DECISIONS, TIMES, named, reasons, table
from policies.queries import participation_policy


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    counted, policy = figures(), participation_policy()
    months = counted["months"]
    context = {
        "at": counted["at"],
        "overdue": counted["overdue"],
        "bars": [{"label": named(month), "month": month} for month in months if month.decided],
        "decisions": table(months, DECISIONS),
        "times": table(months, TIMES),
        "appeals": table(months, APPEALS),
        "reasons": reasons(counted["reasons"], f"/{get_language()}{policy.path}" if policy else ""),
    }
    return render(request, "moderation/transparency.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """UTF-8 with a byte order mark, without which spreadsheets take it for something else. Times in working hours."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="moderation.csv"'
    writer = csv.writer(answer)
    writer.writerow(["month", *COUNTED, "median_working_hours", "ninetieth_percentile_working_hours", "decided_late"])
    for month in figures()["months"]:
        times = ["" if hours is None else f"{hours:.1f}" for hours in (month.median, month.ninetieth)]
        writer.writerow([f"{month.first:%Y-%m}", *(month.counts[name] for name in COUNTED), *times, month.late])
    return answer
