"""The log for people, in their language; the same as files for machines is in `files`."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledger import checkpoints
from ledger.models import Checkpoint

PER_PAGE = 50


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """What is signed, by which keys, and how anybody verifies it."""
    page = Paginator(Checkpoint.objects.order_by("-pk").defer("note"), PER_PAGE).get_page(request.GET.get("page"))
    newest = Checkpoint.objects.newest()
    context = {"page": page, "newest": newest, "keys": [str(key) for key in checkpoints.verifiers()]}
    return render(request, "ledger/ledger.html", context)
