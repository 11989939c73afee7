"""The administrators' screens: who has which role, granting one, how long it lasts, ending one, and what has ended."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts import actions
from accounts.forms import EndForm
from accounts.models import RoleGrant, User
from accounts.permissions import can_grant_roles
from accounts.role_forms import GrantForm, HistoryForm, LastDayForm
from accounts.role_history import past, with_scopes
from accounts.second_factor import without_second_factor
from workflow.errors import IllegalStep

PER_PAGE = 20


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """Every grant that stands or is to begin, and the form for another."""
    _require_right(request)
    form = GrantForm(request.POST or None, by=cast("User", request.user))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        grant = actions.grant_role(
            data["email"],
            data["role"],
            by=cast("User", request.user),
            scope=data["scope"],
            first_day=data["first_day"],
            last_day=data["last_day"],
            note=data["reason"],
        )
        messages.success(request, _("The role was granted to %(name)s, who is told by mail.") % {"name": grant.user})
        return redirect("roles:list")
    grants = list(RoleGrant.objects.not_over().for_list())
    context = {"rows": with_scopes(grants), "without_factor": without_second_factor(grants), "form": form}
    return render(request, "accounts/roles.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Prolong it, or let it end sooner."""
    _require_right(request)
    grant = get_object_or_404(RoleGrant.objects.for_list(), pk=pk)
    form = LastDayForm(request.POST or None, initial={"last_day": grant.last_day})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.change_last_day(grant, data["last_day"], by=cast("User", request.user), note=data["reason"])
        return redirect("roles:list")
    context = {"row": with_scopes([grant])[0], "form": form}
    return render(request, "accounts/change_role.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    _require_right(request)
    grant = get_object_or_404(RoleGrant.objects.for_list(), pk=pk)
    form, refusal = EndForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_role(grant, by=cast("User", request.user), note=form.cleaned_data["reason"])
            return redirect("roles:list")
        except IllegalStep as refused:
            refusal = refused
    context = {"row": with_scopes([grant])[0], "form": form, "refusal": refusal}
    return render(request, "accounts/end_role.html", context, status=409 if refusal else 422 if form.errors else 200)


@never_cache
@login_required
@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """What was held before, by whom, from when to when; who granted, changed and ended it, and why."""
    _require_right(request)
    form = HistoryForm(request.GET)
    form.is_valid()
    chosen = {name: form.cleaned_data.get(name, "") for name in ("person", "role")}
    found = RoleGrant.objects.latest_over()
    if chosen["role"]:
        found = found.filter(role=chosen["role"])
    if chosen["person"]:
        found = found.of_person(chosen["person"])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = urlencode({name: value for name, value in chosen.items() if value})
    context = {
        "page": page,
        "rows": past(list(page.object_list)),
        "form": form,
        "query": f"{query}&" if query else "",
        "is_narrowed": bool(query),
    }
    return render(request, "accounts/role_history.html", context)


def _require_right(request: HttpRequest) -> None:
    if not can_grant_roles(request.user):
        raise PermissionDenied
