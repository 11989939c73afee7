"""The administrators' screens for a date of birth that somebody typed wrong: one asks, another confirms."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.birth_forms import AskBirthDateForm, ConfirmBirthDateForm
from accounts.models import BirthDateCorrection, User
from accounts.permissions import can_correct_birth_dates
from workflow.errors import IllegalStep

LATEST = 20


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def birth_dates(request: HttpRequest) -> HttpResponse:
    """What waits for another administrator, the form for another correction, and what was settled last."""
    _require_right(request)
    form = AskBirthDateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.ask_birth_date(data["email"], by=_me(request), born_on=data["born_on"], reason=data["reason"])
            messages.success(request, _("Nothing has changed yet: another administrator confirms it first."))
            return redirect("births:list")
        except IllegalStep as refusal:  # about the account that was written: what was typed stays
            form.add_error("email", str(refusal))
    found = BirthDateCorrection.objects.for_list()
    context = {"waiting": found.waiting().order_by("asked_at", "pk"), "settled": found.settled()[:LATEST], "form": form}
    return render(request, "accounts/birth_dates.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """By stating the date once more."""
    _require_right(request)
    asked = get_object_or_404(BirthDateCorrection.objects.for_list(), pk=pk)
    form = ConfirmBirthDateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_birth_date(asked, by=_me(request), born_on=form.cleaned_data["born_on"])
            messages.success(request, _("The date of birth was corrected. The person is told."))
            return redirect("births:list")
        except IllegalStep as refusal:
            form.add_error("born_on", str(refusal))
    context = {"asked": asked, "form": form, "is_own": request.user.pk in {asked.asked_by_id, asked.user_id}}
    return render(request, "accounts/confirm_birth_date.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    _require_right(request)
    actions.dismiss_birth_date(get_object_or_404(BirthDateCorrection, pk=pk), by=_me(request))
    messages.success(request, _("The date of birth stays as it was."))
    return redirect("births:list")


def _require_right(request: HttpRequest) -> None:
    if not can_correct_birth_dates(request.user):
        raise PermissionDenied


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)
