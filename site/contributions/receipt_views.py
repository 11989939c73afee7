"""The receipt: the author's copy, where anybody verifies one, and the public keys."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from contributions import kinds, paper, receipts, verification
from contributions.attachment_queries import files_of
from contributions.changing import change_path
from contributions.models import Contribution
from contributions.receipt_forms import VerifyForm
from contributions.references import parse_reference, spoken
from contributions.why import why
from guard.limits import count
from guard.senders import Sender
from ledger import proofs


@never_cache
@login_required
@require_GET
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """The author's copy: a page, a file that opens the commitments (`?format=json`), or paper (`?format=pdf`)."""
    found = get_object_or_404(Contribution.objects.by(request.user).for_list(), reference=parse_reference(reference))
    wanted = request.GET.get("format")
    if wanted == "json":
        return as_file(JsonResponse(receipts.opened(found), json_dumps_params=READABLE), found, "json")
    if wanted == "pdf":
        return as_file(HttpResponse(paper.pdf(found), content_type="application/pdf"), found, "pdf")
    signed = found.receipt
    leaf = receipts.leaf_of(receipts.entry_of(found))
    context = {
        "contribution": found,
        "why": why(found),
        "change_path": change_path(request.user, found),
        "is_author": True,
        "co_parties": kinds.co_parties_of(found),
        "parties_path": kinds.parties_path(request.user, found),
        "spoken_reference": spoken(found.reference),
        "receipt": signed,
        "verified": receipts.verifies(signed.statement, signed.signature, signed.key_id),
        "leaf": leaf,
        "attachments": files_of(found, request.user),
        "proof": proofs.of_entry(leaf),
    }
    return render(request, "contributions/receipt.html", context)


READABLE = {"ensure_ascii": False, "indent": 2}


def as_file(answer: HttpResponse, found: Contribution, ending: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="receipt-{found.reference}.{ending}"'
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Anybody's: by its file, or by reference and signature, as the QR code has them. Nothing is kept of it."""
    typed = request.POST if request.method == "POST" else request.GET
    is_asked = request.method == "POST" or "signature" in typed
    if is_asked:
        count(Sender.of(request), "verification")
    form = VerifyForm(typed, request.FILES) if is_asked else VerifyForm()
    form.is_trapped = request.method == "POST"
    context: dict[str, Any] = {"form": form}
    if is_asked and form.is_valid():
        context["verdict"] = _verdict(form.cleaned_data)
    return render(request, "contributions/verify.html", context, status=422 if form.errors else 200)


def _verdict(data: dict[str, Any]) -> verification.Verdict:
    if data["file"]:
        return verification.of_file(data["file"])
    return verification.of_reference(data["reference"], data["signature"])


@require_safe
@cache_control(public=True, max_age=60)
def keys(request: HttpRequest) -> HttpResponse:
    """Id and public key in hex, one a line, the one that signs now first."""
    lines = (f"{key_id} {key.public_bytes_raw().hex()}\n" for key_id, key in receipts.public_keys().items())
    return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=60)
def key(request: HttpRequest, key_id: str) -> HttpResponse:
    public = receipts.public_keys().get(key_id)
    if public is None:
        raise Http404("no receipt was signed with this key")
    return HttpResponse(receipts.pem(public), content_type="application/x-pem-file")
