"""The front page of the back office, and the figures behind the drawing of who was heard."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from accounts.permissions import is_staff_member
from config.sheets import csv_sheet
from home import heard
from home.desks import desks_of


@never_cache
@login_required
@require_GET
def office(request: HttpRequest) -> HttpResponse:
    """What waits for this person at each of their desks, and how late it is."""
    if not is_staff_member(request.user):
        raise PermissionDenied
    return render(request, "home/office.html", {"desks": desks_of(request.user)})


@require_safe
def voices(request: HttpRequest) -> HttpResponse:
    return render(request, "home/voices.html", heard.table())


@require_safe
def download_voices(request: HttpRequest) -> HttpResponse:
    return csv_sheet("voices.csv", heard.sheet())
