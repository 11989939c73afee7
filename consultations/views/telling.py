"""What the public is told came of its words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from consultations import outcomes


@require_GET
def all_outcomes(request: HttpRequest) -> HttpResponse:
    """You said, we did: every consultation with its outcome."""
    return render(request, "consultations/outcomes.html", {"page": outcomes.outcomes(request.GET.get("page"))})
