"""Sending a suggestion: write it, see it as it will stand, agree and send. Works without scripts.

Every press posts the whole text, is kept in its author's session under the key that stands in the address, and leads to
a page that a GET shows: whoever goes back, loads again or presses twice finds the text, or the receipt once it is sent.
Files are looked through as they arrive, and wait beside the text.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from config.uploads import too_large
from contributions import attribution, drafts
from contributions.actions import drop_upload, upload, uploads_of
from contributions.errors import NotReceived, SentBefore
from contributions.forms import clean_words, language_of
from contributions.models import Kind
from guard.gate import let_through
from guard.limits import TooOften, count
from guard.senders import Sender
from suggestions import actions
from suggestions.forms import SuggestionForm
from suggestions.models import Suggestion

ASKED = ("category", "consultation")
TYPED = ("title", "body", *ASKED, "voice", "guardian", "notice", "consent")
# Kept with what was typed: why files were not taken, and that the last press was about files alone.
REFUSED, FILES_ONLY = "files_refused", "files_only"


@never_cache
@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """Begin one: from here on its address carries its key."""
    asked = urlencode({name: request.GET[name] for name in ASKED if request.GET.get(name)})
    written = reverse("suggestions:write", args=[uuid4()]) + (f"?{asked}" if asked else "")
    return redirect(written) if request.user.is_authenticated else _sign_in(written)


@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, key: UUID) -> HttpResponse:
    if request.method == "POST":
        return _press(request, key)
    if not request.user.is_authenticated:
        return _sign_in(request.get_full_path())
    if sent := _sent_before(request, key):
        return sent
    typed = drafts.kept(request, key)
    asked = {name: clean_words(request.GET.get(name, "")) for name in ASKED}
    form = _form(request, key, typed) if typed else _form(request, key, initial=asked)
    if typed:
        form.tell_of_files(typed.get(REFUSED, "").splitlines(), alone=FILES_ONLY in typed)
    # Whoever begins anew may have begun before.
    begun = [] if typed else [each for each in drafts.begun(request) if each.kind == Kind.SUGGESTION]
    context = {
        "form": form,
        "promises": settings.PROMISES,
        "key": key,
        "begun": begun,
        "uploads": uploads_of(request.user, key),
    }
    return render(request, "suggestions/write.html", context)


@never_cache
@require_GET
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """The suggestion as it will stand, what was typed in hidden fields, and the agreement."""
    if not request.user.is_authenticated:
        return _sign_in(request.get_full_path())
    if sent := _sent_before(request, key):
        return sent
    typed = drafts.kept(request, key)
    form = _form(request, key, typed)
    if not form.is_valid():
        return redirect("suggestions:write", key=key)
    return render(request, "suggestions/preview.html", _as_it_will_stand(request, key, form, typed))


def _as_it_will_stand(request: HttpRequest, key: UUID, form: SuggestionForm, typed: dict[str, str]) -> dict[str, Any]:
    data = form.cleaned_data
    # Whoever pressed *send* without agreeing is told so.
    sending = _form(request, key, typed if "step" in typed else None, asks_consent=True, initial=typed)
    for name, field in sending.fields.items():
        if name != "consent":
            field.widget = forms.HiddenInput()
    return {
        "form": sending,
        "key": key,
        "title": data["title"],
        "body": data["body"],
        "category": data["category"],
        "consultation": data["consultation"],
        "published_as": attribution.preview(data["voice"]),
        "guardian": form.guardian_address,
        "language": language_of(data["title"] + data["body"], otherwise=get_language() or "ar"),
        "notice": sending.notice_in_force,
        "uploads": uploads_of(request.user, key),
    }


def _press(request: HttpRequest, key: UUID) -> HttpResponse:
    """One of the three buttons. The text is kept first, whatever comes of it."""
    step = request.POST.get("step", "preview")
    typed = {name: request.POST.get(name, "") for name in TYPED}
    _keep(request, key, typed | ({"step": step} if step == "send" else {}))
    if not request.user.is_authenticated:
        messages.info(request, _("Your text is kept. Sign in, and it will be waiting for you."))
        if request.FILES:
            messages.info(request, _("The files are not: choose them once more then."))
        return _sign_in(reverse("suggestions:write", args=[key]))
    if sent := _sent_before(request, key):
        return sent
    if step == "send":
        return _send(request, key, typed)
    is_refused = _take_files(request, key, step, typed)
    return redirect("suggestions:preview" if step == "preview" and not is_refused else "suggestions:write", key=key)


def _take_files(request: HttpRequest, key: UUID, step: str, typed: dict[str, str]) -> bool:
    """What was chosen waits with the text, and what is dropped goes; whether any was refused."""
    act, _colon, pk = step.partition(":")
    if act == "drop" and pk.isdecimal():
        drop_upload(int(pk), key=key, by=request.user)
    refused = _looked_through(request, key)
    told = {REFUSED: "\n".join(refused)} if refused else {}
    _keep(request, key, typed | told | ({FILES_ONLY: act} if act in {"attach", "drop"} else {}))
    return bool(refused)


def _looked_through(request: HttpRequest, key: UUID) -> list[str]:
    """Why files that came with this press are not kept."""
    files = request.FILES.getlist("attachments")
    try:
        if files:
            count(Sender.of(request), "file")
    except TooOften:
        return [_("You have added files very often. Wait a while, then add these again.")]
    return upload(files, key=key, by=request.user, too_large=too_large(request))


def _keep(request: HttpRequest, key: UUID, typed: dict[str, str]) -> None:
    drafts.keep(request, key, typed, kind=Kind.SUGGESTION, path=reverse("suggestions:write", args=[key]))


def _sent_before(request: HttpRequest, key: UUID) -> HttpResponse | None:
    """The receipt of an earlier press. Other words, typed since into the same page, begin a suggestion of their own."""
    before = actions.sent_before(request.user, key)
    if before is None:
        return None
    typed = drafts.kept(request, key)
    if not any(typed.get(name) for name in ("title", "body")) or _is_the_same(request, before, typed):
        return _receipt(request, before)
    own = uuid4()
    _keep(request, own, {name: value for name, value in typed.items() if name in TYPED})
    drafts.drop(request, key)
    messages.warning(request, str(SentBefore(before.reference)))
    return redirect("suggestions:write", key=own)


def _is_the_same(request: HttpRequest, before: Suggestion, typed: dict[str, str]) -> bool:
    title, body = " ".join(clean_words(typed.get("title", "")).split()), clean_words(typed.get("body", ""))
    return actions.is_the_same(
        before,
        title=title,
        body=body,
        category=typed.get("category", ""),
        consultation=typed.get("consultation", ""),
        voice=_form(request, before.contribution.submission_key, typed).chosen_voice,
    )


def _sign_in(afterwards: str) -> HttpResponse:
    return redirect(f"{reverse('account_login')}?{urlencode({'next': afterwards})}")


def _form(
    request: HttpRequest, key: UUID, typed: dict[str, str] | None = None, *, asks_consent: bool = False, **options: Any
) -> SuggestionForm:
    """The key is the address's, whatever a form says."""
    given = {"submission_key": str(key)}
    if typed is not None:
        options["data"] = typed | given
    options["initial"] = options.get("initial", {}) | given
    return SuggestionForm(voices=attribution.voices(request.user), asks_consent=asks_consent, **options)


def _send(request: HttpRequest, key: UUID, typed: dict[str, str]) -> HttpResponse:
    form = _form(request, key, typed, asks_consent=True)
    if not form.is_valid():
        return redirect("suggestions:preview", key=key)
    let_through(request, "suggestion")
    try:
        return _receipt(request, _receive(request, form))
    except NotReceived:  # it closed, or came from another tab, in this very second: both pages ask again, and say so
        return redirect("suggestions:preview", key=key)


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
        uploads=list(uploads_of(request.user, data["submission_key"])),
        guardian=data.get("guardian", ""),
    )


def _receipt(request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    """The same page after the first press and after the second; its draft is needed no longer."""
    drafts.drop(request, suggestion.contribution.submission_key)
    return redirect("contributions:receipt", reference=suggestion.reference)
