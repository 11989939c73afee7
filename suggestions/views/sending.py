"""Sending a suggestion: write it, see it as it will stand, agree and send. Works without scripts.

Every step is a POST of the whole text, so nothing lies about half-finished, and the key of the press travels along:
a second press on *send* finds what the first one made.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from contributions import attribution
from contributions.errors import NotReceived
from contributions.forms import language_of
from suggestions import actions
from suggestions.forms import LONGEST_BODY, SuggestionForm
from suggestions.models import Suggestion

# A text typed before the session ended waits here until its author has signed in again.
KEPT = "kept_suggestion"
TYPED = ("title", "body", "category", "consultation")


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return _keep_and_sign_in(request)
    if request.method == "GET":
        kept = request.session.pop(KEPT, {})
        asked = {name: request.GET.get(name, "") for name in ("category", "consultation")}
        return _write(request, _form(request, initial=asked | kept))
    step = request.POST.get("step", "preview")
    if step == "edit":
        return _write(request, _form(request, initial=request.POST.dict()))
    if step == "send":
        return _send(request)
    form = _form(request, data=request.POST)
    return _preview(request, form) if form.is_valid() else _write(request, form, status=422)


def _keep_and_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        request.session[KEPT] = {name: request.POST.get(name, "")[: LONGEST_BODY * 2] for name in TYPED}
        messages.info(request, _("Your text is kept. Sign in, and it will be waiting for you."))
    return redirect(f"{reverse('account_login')}?next={reverse('suggestions:new')}")


def _form(request: HttpRequest, *, asks_consent: bool = False, **options: Any) -> SuggestionForm:
    return SuggestionForm(voices=attribution.voices(request.user), asks_consent=asks_consent, **options)


def _write(request: HttpRequest, form: SuggestionForm, status: int = 200) -> HttpResponse:
    return render(request, "suggestions/write.html", {"form": form, "promises": settings.PROMISES}, status=status)


def _preview(request: HttpRequest, form: SuggestionForm, status: int = 200) -> HttpResponse:
    """The suggestion as it will stand, what was typed in hidden fields, and the agreement."""
    data = form.cleaned_data
    sending = form if "consent" in form.fields else _form(request, asks_consent=True, initial=request.POST.dict())
    for name, field in sending.fields.items():
        if name != "consent":
            field.widget = forms.HiddenInput()
    context = {
        "form": sending,
        "title": data["title"],
        "body": data["body"],
        "category": data["category"],
        "consultation": data["consultation"],
        "published_as": attribution.preview(data["voice"]),
        "language": language_of(data["title"] + data["body"], otherwise=get_language() or "ar"),
        "notice": sending.notice_in_force,
    }
    return render(request, "suggestions/preview.html", context, status=status)


def _send(request: HttpRequest) -> HttpResponse:
    form = _form(request, asks_consent=True, data=request.POST)
    form.is_valid()
    key = form.cleaned_data.get("submission_key")
    before = key and actions.sent_before(request.user, key)
    if before:
        return _receipt(before)
    if form.errors.keys() - {"consent"}:
        return _write(request, _form(request, data=request.POST), status=422)
    if form.errors:
        return _preview(request, form, status=422)
    try:
        return _receipt(_receive(request, form))
    except NotReceived as reason:  # it closed in this very second
        form.add_error("consultation", str(reason))
        del form.fields["consent"]
        return _write(request, form, status=422)


def _receive(request: HttpRequest, form: SuggestionForm) -> Suggestion:
    data = form.cleaned_data
    return actions.send(
        by=request.user,
        representation=data["voice"],
        title=data["title"],
        body=data["body"],
        category=data["category"],
        consultation=data["consultation"],
        language=language_of(data["title"] + data["body"], otherwise=get_language() or "ar"),
        submission_key=data["submission_key"],
        consent_to=form.notice_in_force,
    )


def _receipt(suggestion: Suggestion) -> HttpResponse:
    """The same page after the first press and after the second."""
    return redirect("contributions:receipt", reference=suggestion.reference)
