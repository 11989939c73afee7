"""Whoever has no account follows here what a clerk recorded for them, by reference and code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from contributions import actions, codes, kinds, opened, receipts
from contributions.code_views import Door
from contributions.models import Recording
from contributions.paper import pdf
from contributions.receipt_views import READABLE, as_file
from contributions.references import spoken
from contributions.steps import Told, timeline
from contributions.why import why
from contributions.withdrawal import is_withdrawable
from workflow.errors import IllegalStep
from workflow.models import Step

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase


DOOR = Door(
    "follow",
    "contributions/follow.html",
    codes.recorded_as,
    lambda: _("This code does not fit, or no longer counts. Take the one that you got last."),
)


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, reference: str = "") -> HttpResponseBase:
    """Whoever has the code that came with the receipt reads what became of it."""
    return DOOR.open(request, reference, _answer)


def _answer(request: HttpRequest, noted: Recording) -> HttpResponse:
    """With the right code: the page, a file of the receipt, or the text taken back."""
    found, step = noted.contribution, request.POST.get("step", "")
    if request.method == "GET":
        return _page(request, noted)
    if step == "json":
        return as_file(JsonResponse(receipts.opened(found), json_dumps_params=READABLE), found, "json")
    if step == "pdf":
        return as_file(HttpResponse(pdf(found), content_type="application/pdf"), found, "pdf")
    if step == "withdraw":
        _withdraw(request, noted)
    return redirect("follow", found.reference)


def _withdraw(request: HttpRequest, noted: Recording) -> None:
    try:
        actions.withdraw_by_party(noted)
        messages.success(request, _("Withdrawn. Nobody decides on it any more."))
    except IllegalStep as refusal:
        messages.warning(request, str(refusal))


def _page(request: HttpRequest, noted: Recording) -> HttpResponse:
    """`?withdraw` asks once more on the same page."""
    found = noted.contribution
    context = {
        "contribution": found,
        "open_until": opened.open_until(request, noted),
        "why": why(found),
        "spoken_reference": spoken(found.reference),
        "receipt": found.receipt,
        "answer": found.newest_answer,
        "path": kinds.path_of(found) if found.is_public else "",
        "steps": timeline(Step.objects.of(found), to=Told.AUTHOR),
        "is_withdrawable": is_withdrawable(found),
        "is_asked": "withdraw" in request.GET,
    }
    return render(request, "contributions/follow_read.html", context)
