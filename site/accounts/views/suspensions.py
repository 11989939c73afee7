"""The administrators' screens: whose account is suspended, suspending one, lifting it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.forms import EndForm, SuspendForm
from accounts.models import Suspension
from accounts.permissions import can_suspend
from workflow.errors import IllegalStep


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def suspensions(request: HttpRequest) -> HttpResponse:
    """Every one that stands, and the form for another."""
    if not can_suspend(request.user):
        raise PermissionDenied
    form = SuspendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.suspend(data["email"], by=request.user, reason=data["reason"], last_day=data["last_day"])
            return redirect("suspensions:list")
        except IllegalStep as refusal:  # about the account that was written: what was typed stays
            form.add_error("email", str(refusal))
    context = {"suspensions": Suspension.objects.current().for_list(), "form": form}
    return render(request, "accounts/suspensions.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    if not can_suspend(request.user):
        raise PermissionDenied
    suspension = get_object_or_404(Suspension.objects.for_list(), pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.lift_suspension(suspension, by=request.user, note=form.cleaned_data["reason"])
        return redirect("suspensions:list")
    context = {"suspension": suspension, "form": form}
    return render(request, "accounts/lift_suspension.html", context, status=422 if form.errors else 200)
