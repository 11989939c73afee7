"""A page for developers: settings without secrets, what waits where, and the queries that it took. Only with DEBUG."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from deadlines.models import Deadline
from ledger.models import Leaf, Unsealed
from messaging.models import OutboxMessage
from search.models import IndexJob


@never_cache
@require_safe
def debug(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    context = {"waiting": what_waits(), "settings": safe_settings(), "queries": [*connection.queries]}
    return render(request, "debug.html", context)


def what_waits() -> dict[str, int]:
    unsent = OutboxMessage.objects.unsent()
    return {
        "messages to be sent": unsent.count(),
        "messages given up": OutboxMessage.objects.filter(state=OutboxMessage.State.FAILED).count(),
        "deadlines open": Deadline.objects.open().count(),
        "deadlines overdue": Deadline.objects.overdue().count(),
        "ledger entries sealed": Leaf.objects.count(),
        "ledger entries to be sealed": Unsealed.objects.count(),
        "index jobs": IndexJob.objects.count(),
    }


def safe_settings() -> list[tuple[str, Any]]:
    """Django knows secrets by their names; ours hold such names too."""
    return sorted(SafeExceptionReporterFilter().get_safe_settings().items())
