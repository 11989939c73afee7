"""The log for people, in their language; the same as files for machines is in `files`."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ledger import checkpoints, proofs
from ledger.forms import ConsistencyForm, InclusionForm
from ledger.models import Checkpoint, Leaf

PER_PAGE = 50


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """What is signed, by which keys, and how anybody verifies it."""
    page = Paginator(Checkpoint.objects.order_by("-pk").defer("note"), PER_PAGE).get_page(request.GET.get("page"))
    newest = Checkpoint.objects.newest()
    context = {"page": page, "newest": newest, "keys": [str(key) for key in checkpoints.verifiers()]}
    return render(request, "ledger/ledger.html", context)


@require_safe
def entry(request: HttpRequest, position: int) -> HttpResponse:
    """That the entry at this position is in the log; what it says is for whoever holds its receipt."""
    leaf = get_object_or_404(Leaf, position=position)
    newest = Checkpoint.objects.newest()
    context: dict[str, Any] = {"leaf": leaf, "is_covered": newest is not None and newest.size > position}
    if newest is None or not context["is_covered"]:
        return render(request, "ledger/entry.html", context)
    form = InclusionForm(request.GET if "to" in request.GET else {"to": newest.size}, position=position)
    if form.is_valid():
        context["proof"] = proofs.inclusion(leaf, form.cleaned_data["to"])
    return render(request, "ledger/entry.html", context | {"form": form}, status=422 if form.errors else 200)


@require_safe
def consistency(request: HttpRequest) -> HttpResponse:
    """That a later log begins with an earlier one, between any two checkpoints."""
    form = ConsistencyForm(request.GET or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        data = form.cleaned_data
        context |= {"proof": proofs.consistency(data["from"], data["to"]), "query": request.GET.urlencode()}
    return render(request, "ledger/consistency.html", context, status=422 if form.errors else 200)
