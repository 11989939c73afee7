"""What is kept about whoever is signed in, and their own copy of all of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from privacy import queries
from privacy.limits import DOWNLOADS, may_download
from privacy.permissions import can_read_data


@never_cache
@login_required
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy/data.html", {"holdings": queries.kinds_held(request.user)})


@never_cache
@login_required
@require_GET
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The whole of it as a file. The address names nobody: there is no way to ask for another's."""
    if not can_read_data(request.user, request.user):
        raise PermissionDenied
    if not may_download(request.user):
        return render(request, "privacy/too_often.html", {"downloads": DOWNLOADS}, status=429)
    answer = _as_json(request) if form == "json" else _as_page(request)
    name = f"musharaka-{timezone.localdate():%Y-%m-%d}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _as_json(request: HttpRequest) -> HttpResponse:
    return JsonResponse(queries.everything(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})


def _as_page(request: HttpRequest) -> HttpResponse:
    context = {"chapters": queries.chapters(request.user), "made_at": timezone.now()}
    return render(request, "privacy/download.html", context)
