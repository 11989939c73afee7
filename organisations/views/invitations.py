"""What the link of an invitation opens: a page that says how it stands, and to the right account the two answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organisations import actions
from organisations.models import Invitation
from organisations.permissions import can_answer, can_see, is_adult
from organisations.tokens import read_token
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, letter: str) -> HttpResponse:
    pk = read_token(letter)
    if pk is None:
        raise Http404
    found = get_object_or_404(Invitation.objects.for_list(), pk=pk)
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        try:
            return _answered(request, found)
        except IllegalStep as refusal:
            return _shown(request, found, refusal=refusal)
    return _shown(request, found)


def _answered(request: HttpRequest, found: Invitation) -> HttpResponse:
    user = cast("User", request.user)
    if request.POST.get("act") == "accept":
        actions.accept(found, by=user)
        messages.success(request, _("You speak for this organisation from now on."))
        return redirect("organisations:body", number=found.organisation_id)
    actions.decline(found, by=user)
    messages.success(request, _("Declined. You do not speak for this organisation."))
    return redirect("organisations:mine")


def _shown(request: HttpRequest, found: Invitation, refusal: IllegalStep | None = None) -> HttpResponse:
    """It names the body, and no address: whoever was passed the link learns none."""
    case = _case(request, found)
    status = 409 if refusal else 410 if case in PAST else 403 if case in {"other", "minor"} else 200
    context = {"invitation": found, "organisation": found.organisation, "case": case, "refusal": refusal}
    return render(request, "organisations/invitation.html", context, status=status)


PAST = {"accepted", "declined", "taken_back", "lapsed"}


def _case(request: HttpRequest, found: Invitation) -> str:
    """What stands between this reader and an answer; empty where nothing does."""
    if not found.is_open:
        return "lapsed" if found.state == Invitation.State.INVITED else str(found.state)
    if not request.user.is_authenticated:
        return "stranger"
    if not can_answer(request.user, found):
        return "other"
    if can_see(request.user, found.organisation):
        return "speaks"
    return "" if is_adult(request.user) else "minor"
