"""Asking others to sign one's suggestion; and what those do who were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from contributions import attribution
from contributions.references import parse_reference
from suggestions import actions
from suggestions.models import CoParty, Suggestion
from suggestions.permissions import can_invite
from suggestions.signing_forms import InviteForm, SignForm
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def parties(request: HttpRequest, reference: str) -> HttpResponse:
    """The author's: whom they asked, who signed, and asking somebody else."""
    suggestion = get_object_or_404(Suggestion.objects.for_page(), contribution__reference=parse_reference(reference))
    if not can_invite(request.user, suggestion):
        raise Http404
    form = InviteForm(request.POST if "address" in request.POST else None)
    try:
        if request.POST.get("take_back", "").isdecimal():
            return _take_back(request, suggestion)
        if form.is_valid():
            actions.invite(suggestion, form.cleaned_data["address"], by=cast("User", request.user))
            messages.success(request, _("The message is on its way."))
            return redirect("suggestions:parties", reference=suggestion.reference)
    except IllegalStep as refusal:
        form.add_error("address", str(refusal)) if form.is_bound else messages.warning(request, str(refusal))
    status = 422 if form.is_bound else 200
    return render(request, "suggestions/parties.html", _asked(suggestion, form), status=status)


def _take_back(request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    asked = get_object_or_404(suggestion.co_parties.filter(state="invited"), pk=int(request.POST["take_back"][:18]))
    actions.take_invitation_back(asked, by=cast("User", request.user))
    messages.success(request, _("Nobody is asked at this address any more."))
    return redirect("suggestions:parties", reference=suggestion.reference)


def _asked(suggestion: Suggestion, form: InviteForm) -> dict[str, Any]:
    standing = list(suggestion.co_parties.standing())
    return {
        "suggestion": suggestion,
        "contribution": suggestion.contribution,
        "form": form,
        "signed": [each for each in standing if each.state == CoParty.State.SIGNED],
        "invited": [each for each in standing if each.state == CoParty.State.INVITED],
        "is_open": actions.is_open_to_signatures(suggestion),
    }


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """For whoever was asked: the text, and signing it in a voice of theirs, declining, or leaving it again."""
    user = cast("User", request.user)
    to_answer = CoParty.objects.to_answer_by(user).filter(
        suggestion__contribution__reference=parse_reference(reference)
    )
    asked = to_answer.select_related("suggestion__contribution__author", "suggestion__category").first()
    if asked is None:
        raise Http404
    act = request.POST.get("act", "")
    voices = [voice for voice in attribution.voices(user) if not attribution.is_of_minor(voice)]
    form = SignForm(request.POST if act == "sign" else None, voices=voices)
    refusal = None
    try:
        if act in {"decline", "leave"} or form.is_valid():
            return _answer(request, asked, act, form)
    except IllegalStep as refused:
        refusal = refused
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "suggestions/sign.html", _to_sign(asked, form, refusal), status=status)


def _answer(request: HttpRequest, asked: CoParty, act: str, form: SignForm) -> HttpResponse:
    user = cast("User", request.user)
    if act == "sign":
        voice = form.cleaned_data["voice"]
        actions.sign(asked, representation=voice, consent_to=form.notice_in_force, by=user)
        messages.success(request, _("Signed. Your name stands with the suggestion."))
        return redirect("suggestions:sign", reference=asked.suggestion.reference)
    if act == "decline":
        actions.decline_to_sign(asked, by=user)
        messages.success(request, _("Declined. Its author is told that you do not sign."))
    else:
        actions.leave(asked, by=user)
        messages.success(request, _("Your name stands there no longer."))
    return redirect("suggestions:list")


def _to_sign(asked: CoParty, form: SignForm, refusal: IllegalStep | None) -> dict[str, Any]:
    return {
        "asked": asked,
        "suggestion": asked.suggestion,
        "contribution": asked.suggestion.contribution,
        "form": form,
        "refusal": refusal,
        # With more than one name the form asks.
        "published_as": attribution.preview(form.voices[0]) if len(form.voices) == 1 else None,
        "notice": form.notice_in_force,
        "is_too_young": not form.voices,
        "is_signed": asked.state == CoParty.State.SIGNED,
        "is_open": actions.is_open_to_signatures(asked.suggestion),
    }
