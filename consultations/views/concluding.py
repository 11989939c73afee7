"""The short way to a consultation's page, and the office desk where it is concluded."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from consultations import actions
from consultations.answering import unanswered_count, unanswered_counts
from consultations.forms import ConclusionForm
from consultations.models import Conclusion, Consultation
from consultations.permissions import access_for_decision, can_see_desk, decided_by
from consultations.reading import consultation_at
from workflow.errors import IllegalStep

CONCLUDED_SHOWN = 10


@require_GET
def consultation(request: HttpRequest, slug: str, rest: str = "") -> HttpResponse:
    """Wagtail would walk down the tree to it, with a query for each page on the way. It also keeps the address when
    the list is moved."""
    found = consultation_at(slug)
    page = found.page
    page.published = found
    result = page.route(request, [part for part in rest.split("/") if part])
    return result.page.serve(request, *result.args, **result.kwargs)


@never_cache
@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What runs, what waits for its outcome and what is late."""
    if not can_see_desk(request.user):
        raise PermissionDenied
    consultations = decided_by(request.user).for_list()
    in_review = list(consultations.in_review().order_by("closes_at"))
    is_open = list(consultations.open().order_by("closes_at"))
    context = {
        "in_review": in_review,
        "open": is_open,
        "upcoming": consultations.upcoming().order_by("opens_at"),
        "concluded": consultations.with_outcome().order_by("-closes_at")[:CONCLUDED_SHOWN],
        "waiting": unanswered_counts([*in_review, *is_open]),
    }
    return render(request, "consultations/office/desk.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, slug: str) -> HttpResponse:
    return _conclude(request, slug, "cancel")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def publish_outcome(request: HttpRequest, slug: str) -> HttpResponse:
    return _conclude(request, slug, "publish_outcome")


VERBS: dict[str, Callable[..., Conclusion]] = {
    "cancel": lambda found, by, text_ar, text_en: actions.cancel(found, by=by, reason_ar=text_ar, reason_en=text_en),
    "publish_outcome": lambda found, by, text_ar, text_en: actions.publish_outcome(
        found, by=by, text_ar=text_ar, text_en=text_en
    ),
}


def _conclude(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    found = access_for_decision(request.user, slug)
    form = ConclusionForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _conclusion_page(request, found, verb, form, status=422 if form.errors else 200)
    try:
        VERBS[verb](found, by=request.user, **form.cleaned_data)
    except IllegalStep as refusal:
        return _conclusion_page(request, found, verb, form, refusal=str(refusal), status=409)
    messages.success(request, _("Published on the page of the consultation."))
    return redirect("consultations:desk")


def _conclusion_page(
    request: HttpRequest, found: Consultation, verb: str, form: ConclusionForm, *, refusal: str = "", status: int
) -> HttpResponse:
    """What was typed stays in the form, whatever kept it from being published."""
    is_outcome = verb == "publish_outcome"
    context = {
        "form": form,
        "consultation": found,
        "verb": verb,
        "refusal": refusal or (actions.why_not_yet(found) if is_outcome else ""),
        "waiting": unanswered_count(found) if is_outcome else 0,
    }
    return render(request, "consultations/office/conclude.html", context, status=status)
