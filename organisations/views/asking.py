"""Asking for a body to be admitted, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from config.uploads import too_large
from contributions.actions import uploads_of
from contributions.downloads import given_out
from guard.gate import let_through
from guard.limits import TooOften, count
from guard.senders import Sender
from organisations import actions, queries
from organisations.actions.documents import STORAGE
from organisations.forms import AskForm
from organisations.models import Admission, Document
from organisations.permissions import can_ask
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User


@never_cache
@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """For which bodies somebody speaks, and for which they asked."""
    user = cast("User", request.user)
    asked = Admission.objects.by(user).exclude(state=Admission.State.ADMITTED).order_by("-asked_at", "-pk")
    return render(request, "organisations/mine.html", {"voices": queries.bodies_of(user), "asked": asked})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if not can_ask(request.user):
        return render(request, "organisations/adults_only.html", status=403)
    if request.method == "GET":
        return _asked_for(request, AskForm(initial={"key": uuid4()}))
    key = _key(request)
    if before := Admission.objects.by(request.user).filter(key=key).first():
        return redirect("organisations:request", number=before.pk)
    refused = _arrived(request, key)
    form = AskForm(request.POST, kept=uploads_of(request.user, key).first(), refused=refused)
    if form.is_valid():
        try:
            return _ask(request, form)
        except IllegalStep as refusal:
            form.add_error(None, str(refusal))
    return _asked_for(request, form, status=422)


def _asked_for(request: HttpRequest, form: AskForm, status: int = 200) -> HttpResponse:
    return render(request, "organisations/ask.html", {"form": form}, status=status)


def _key(request: HttpRequest) -> UUID:
    """Of the form that was shown; one that was tampered with is refused by the form."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _arrived(request: HttpRequest, key: UUID) -> list[str]:
    """The document waits with the form, whatever else is to be mended. Why it cannot, where it cannot."""
    files = request.FILES.getlist("document")
    try:
        if files:
            count(Sender.of(request), "file")
    except TooOften:
        return [_("You have added files very often. Wait a while, then add these again.")]
    return actions.take_document(files, key=key, by=request.user, too_large=too_large(request))


def _ask(request: HttpRequest, form: AskForm) -> HttpResponse:
    let_through(request, "admission")
    data = form.cleaned_data
    facts = {name: data[name] for name in ("kind", "name", "governorate", "registration_number", "title")}
    assert form.kept is not None  # the form has seen to it
    asked = actions.ask(by=request.user, key=data["key"], document=form.kept, **facts)  # type: ignore[typeddict-item]
    messages.success(request, _("Your request is on its way. You are told by mail what becomes of it."))
    return redirect("organisations:request", number=asked.pk)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def request_page(request: HttpRequest, number: int) -> HttpResponse:
    """The asker's: what waits, or what came of it."""
    asked = get_object_or_404(Admission.objects.by(request.user).for_list(), pk=number)
    if request.method == "POST":
        actions.take_back(asked, by=request.user)
        messages.success(request, _("Taken back: nobody decides about it any more."))
        return redirect("organisations:mine")
    return render(request, "organisations/request.html", {"admission": asked})


@never_cache
@login_required
@require_GET
def document(request: HttpRequest, number: int) -> HttpResponseBase:
    return document_of(get_object_or_404(Admission.objects.by(request.user).for_list(), pk=number))


def document_of(admission: Admission) -> HttpResponseBase:
    found = Document.objects.filter(admission=admission).first()
    if found is None or not found.can_be_opened:
        raise Http404
    return given_out(found, of=STORAGE)
