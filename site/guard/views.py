"""The pages of whoever does not get through: until when to wait, and how to show that one is no robot."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from config.carried import Carried, typed
from guard import codes
from guard.gate import FIELDS, WAY, ProofWanted
from guard.limits import TooOften

PRECONDITION_REQUIRED = 428


def refuse(request: HttpRequest, error: TooOften | ProofWanted) -> HttpResponse:
    """With all that was typed, except passwords and files. No cache may keep it."""
    answer = _wait(request, error) if isinstance(error, TooOften) else _prove(request, error)
    add_never_cache_headers(answer)
    return answer


def _wait(request: HttpRequest, error: TooOften) -> HttpResponse:
    context = {"again_at": error.again_at, "fields": _kept(request), "has_files": bool(request.FILES)}
    answer = render(request, "guard/too_often.html", context, status=429)
    answer["Retry-After"] = str(error.wait)
    return answer


def _prove(request: HttpRequest, error: ProofWanted) -> HttpResponse:
    context = {
        "fault": error.fault,
        "fields": _kept(request),
        "has_files": bool(request.FILES),
        "code_sent": request.POST.get(WAY) == "send" or codes.waits(request),
        "minutes": settings.CODE_SECONDS // 60,
        "address": request.user.email,
    }
    return render(request, "guard/prove.html", context, status=PRECONDITION_REQUIRED)


def _kept(request: HttpRequest) -> list[Carried]:
    """The post has shown a token that was good: its words are its reader's own."""
    return [field for field in typed(request) if field.name not in FIELDS and not field.is_secret]
