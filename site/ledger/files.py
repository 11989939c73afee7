"""The log for machines: at addresses without a language, readable from any page of anybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ledger import checkpoints
from ledger.models import Checkpoint

FOR_EVER = 31_536_000


def text(content: str) -> HttpResponse:
    return open_to_all(HttpResponse(content, content_type="text/plain; charset=utf-8"))


def open_to_all(answer: HttpResponse) -> HttpResponse:
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
@cache_control(public=True, max_age=60)
def newest_checkpoint(request: HttpRequest) -> HttpResponse:
    checkpoint = Checkpoint.objects.newest()
    if checkpoint is None:
        raise Http404("nothing has been signed yet")
    return text(checkpoint.note)


@require_safe
@cache_control(public=True, max_age=FOR_EVER, immutable=True)
def checkpoint(request: HttpRequest, number: int) -> HttpResponse:
    return text(get_object_or_404(Checkpoint, pk=number).note)


@require_safe
@cache_control(public=True, max_age=60)
def keys(request: HttpRequest) -> HttpResponse:
    """One a line, the one that signs now first."""
    return text("".join(f"{key}\n" for key in checkpoints.verifiers()))
