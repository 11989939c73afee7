"""The log for machines: at addresses without a language, readable from any page of anybody."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ledger import checkpoints, proofs
from ledger.forms import ConsistencyForm, InclusionForm, RangeForm
from ledger.models import Checkpoint, Leaf

FOR_EVER = 31_536_000
PLAIN = "text/plain; charset=utf-8"
READABLE = {"ensure_ascii": False, "indent": 2}
PIECE = 10_000


def text(content: str) -> HttpResponse:
    return open_to_all(HttpResponse(content, content_type=PLAIN))


def refused(form: forms.Form) -> HttpResponse:
    """In English, whatever the browser asks for: who reads it writes a program."""
    with translation.override("en"):
        errors = {field: [str(error) for error in found] for field, found in form.errors.items()}
    return open_to_all(JsonResponse({"errors": errors}, status=400))


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


@require_safe
@cache_control(public=True, max_age=60)
def entry(request: HttpRequest, position: int) -> HttpResponse:
    """The proof that an entry is in the log: to the newest checkpoint, or to the one of size `to`."""
    leaf = Leaf.objects.filter(position=position).first()
    if leaf is None:
        told = {"position": ["The log has no entry at this position, or not yet."]}
        return open_to_all(JsonResponse({"errors": told}, status=404))
    newest = Checkpoint.objects.newest()
    size = request.GET.get("to", newest.size if newest else "")
    with translation.override("en"):
        form = InclusionForm({"to": size}, position=position)
        if not form.is_valid():
            return refused(form)
    return open_to_all(JsonResponse(proofs.inclusion(leaf, form.cleaned_data["to"]), json_dumps_params=READABLE))


@require_safe
@cache_control(public=True, max_age=60)
def consistency(request: HttpRequest) -> HttpResponse:
    """The proof that the log of size `to` begins with the log of size `from`."""
    with translation.override("en"):
        form = ConsistencyForm(request.GET)
        if not form.is_valid():
            return refused(form)
    proof = proofs.consistency(form.cleaned_data["from"], form.cleaned_data["to"])
    return open_to_all(JsonResponse(proof, json_dumps_params=READABLE))


@require_safe
def log(request: HttpRequest) -> HttpResponseBase:
    """The hash of every entry that a checkpoint covers, one a line: all of the log that names nobody."""
    with translation.override("en"):
        form = RangeForm(request.GET)
        if not form.is_valid():
            return refused(form)
    newest = Checkpoint.objects.newest()
    size = newest.size if newest else 0
    start, end = form.cleaned_data["from"] or 0, form.cleaned_data["to"]
    answer = StreamingHttpResponse(_hashes(start, size if end is None else min(end, size)), content_type=PLAIN)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _hashes(start: int, end: int) -> Iterator[str]:
    """By position in pieces: each is a query of its own, so that a slow reader holds no cursor open."""
    for first in range(start, end, PIECE):
        wanted = Leaf.objects.filter(position__gte=first, position__lt=min(first + PIECE, end))
        yield "".join(f"{value}\n" for value in wanted.order_by("position").values_list("hash", flat=True))
