"""What people say of themselves; and the administrators' screens: who has which role, granting one, ending one."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.forms import EndForm, GrantForm, ProfileForm
from accounts.models import RoleGrant, User
from accounts.permissions import can_grant_roles


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in: the name, role and governorate they speak with, and the language of their messages."""
    user = cast("User", request.user)
    form = ProfileForm.of(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        changed = actions.change_profile(user, by=user, **form.cleaned_data)
        messages.success(request, _("Saved.") if changed else _("You changed nothing; all stays as it was."))
        return redirect("account_profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


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
    context = {"grants": RoleGrant.objects.current().for_list(), "form": form}
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
