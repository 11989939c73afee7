"""What is kept about whoever is signed in, their own copy of all of it, and its erasure."""

from __future__ import annotations

import json
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.proof import has_shown_lately
from privacy import actions, queries
from privacy.forms import EraseForm
from privacy.limits import DOWNLOADS, may_download
from privacy.models import ErasureRequest
from privacy.permissions import can_read_data


@never_cache
@login_required
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    context = {"holdings": queries.kinds_held(request.user), "waiting": actions.waiting_of(request.user)}
    return render(request, "privacy/data.html", context)


@never_cache
@login_required
@require_GET
def download(request: HttpRequest, form: str) -> HttpResponseBase:
    """The whole of it as a file. The address names nobody: there is no way to ask for another's."""
    if not can_read_data(request.user, request.user):
        raise PermissionDenied
    if not may_download(request.user):
        return render(request, "privacy/too_often.html", {"downloads": DOWNLOADS}, status=429)
    answer = FORMS[form](request)
    name = f"musharaka-{timezone.localdate():%Y-%m-%d}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


READABLE: dict[str, Any] = {"ensure_ascii": False, "indent": 2}


def _as_json(request: HttpRequest) -> HttpResponseBase:
    return JsonResponse(queries.everything(request.user), json_dumps_params=READABLE)


def _as_page(request: HttpRequest) -> HttpResponse:
    context = {"chapters": queries.chapters(request.user), "made_at": timezone.now()}
    return render(request, "privacy/download.html", context)


def _with_files(request: HttpRequest) -> HttpResponseBase:
    """Both of them, and what was attached. Through a file that nobody sees: it may be larger than our memory."""
    whole = TemporaryFile()  # noqa: SIM115  (the answer closes it, once it is sent)
    with ZipFile(whole, "w", ZIP_STORED) as archive:
        archive.writestr("data.json", json.dumps(queries.everything(request.user), cls=DjangoJSONEncoder, **READABLE))
        archive.writestr("data.html", _as_page(request).content)
        for name, pieces in queries.files(request.user):
            with archive.open(name, "w") as file:
                for piece in pieces:
                    file.write(piece)
    whole.seek(0)
    return FileResponse(whole, content_type="application/zip")


FORMS = {"json": _as_json, "html": _as_page, "zip": _with_files}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """What will happen, and the password once more; or until when it can be taken back."""
    waiting, is_in_office = actions.waiting_of(request.user), actions.holds_office(request.user)
    has_shown = has_shown_lately(request)
    typed = request.POST if request.method == "POST" else None
    form = EraseForm(typed, user=request.user, has_shown=has_shown)
    if not waiting and not is_in_office and form.is_valid():
        actions.request_erasure(request.user, by=request.user)
        messages.success(request, _("Your request is noted, and a message is on its way to you."))
        return redirect("privacy:erase")
    context = {
        "form": form,
        "has_shown": has_shown,
        "ways": [] if has_shown else _other_ways(request),
        "waiting": waiting,
        "is_in_office": is_in_office,
        "days": settings.PRIVACY_ERASURE_DAYS,
        "texts_go": settings.PRIVACY_ERASE_TEXTS == "erase",
    }
    return render(request, "privacy/erase.html", context, status=_status(form, waiting, is_in_office))


def _other_ways(request: HttpRequest) -> list[dict[str, str]]:
    """Besides the password, and back to this page; where there is none, a password by e-mail."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    back = urlencode({"next": request.path})
    return [
        {"url": f"{method['url']}?{back}", "description": method["description"]}
        for method in methods
        if method["id"] != "reauthenticate"
    ]


def _status(form: EraseForm, waiting: ErasureRequest | None, is_in_office: bool) -> int:
    if form.is_bound and (waiting or is_in_office):
        return 409
    return 422 if form.errors else 200


@never_cache
@login_required
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    asked_for = ErasureRequest.objects.by(request.user).first()
    if asked_for is None:
        raise Http404
    actions.take_back(asked_for, by=request.user)
    messages.success(request, _("Taken back: your account stays as it is."))
    return redirect("privacy:data")
