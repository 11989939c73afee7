"""The administrators' screens: who has which role, granting one, ending one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.forms import EndForm, GrantForm
from accounts.models import RoleGrant
from accounts.permissions import can_grant_roles
from accounts.second_factor import without_second_factor


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """Every grant that stands, and the form for another."""
    if not can_grant_roles(request.user):
        raise PermissionDenied
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.grant_role(
            data["email"], data["role"], by=request.user, unit_code=data["unit_code"], note=data["reason"]
        )
        return redirect("roles:list")
    grants = list(RoleGrant.objects.current().for_list())
    context = {"grants": grants, "without_factor": without_second_factor(grants), "form": form}
    return render(request, "accounts/roles.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    if not can_grant_roles(request.user):
        raise PermissionDenied
    grant = get_object_or_404(RoleGrant.objects.for_list(), pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.end_role(grant, by=request.user, note=form.cleaned_data["reason"])
        return redirect("roles:list")
    context = {"grant": grant, "form": form}
    return render(request, "accounts/end_role.html", context, status=422 if form.errors else 200)
