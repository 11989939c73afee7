"""The front page of the back office."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.permissions import is_staff_member
from home.desks import desks_of


@never_cache
@login_required
@require_GET
def office(request: HttpRequest) -> HttpResponse:
    """What waits for this person at each of their desks, and how late it is."""
    if not is_staff_member(request.user):
        raise PermissionDenied
    return render(request, "home/office.html", {"desks": desks_of(request.user)})
