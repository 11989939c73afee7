"""The page of a body, for whoever speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation, Representation
from organisations import actions, queries
from organisations.actions.representing import is_last_administrator
from organisations.forms import InviteForm
from organisations.permissions import can_administer, spoke_for
from organisations.views.people import Page, invited, person_of, taken_back
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def body(request: HttpRequest, number: int) -> HttpResponse:
    """Who speaks for it, and whom it has invited."""
    organisation, own = _found(request, number)
    if request.method == "POST" and not own.is_administrator:
        raise PermissionDenied
    if "take_back" in request.POST:
        taken_back(request, organisation)
        return redirect("organisations:body", number=number)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if invited(request, organisation, form):
        return redirect("organisations:body", number=number)
    context = {
        "organisation": organisation,
        "own": own,
        "people": queries.representatives_of(organisation),
        "invitations": queries.open_invitations(organisation) if own.is_administrator else [],
        "form": form,
    }
    return render(request, "organisations/body.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def representative(request: HttpRequest, number: int, person: int) -> HttpResponse:
    organisation = _of_reader(request, number)
    if not can_administer(request.user, organisation):
        if request.method == "POST" and spoke_for(request.user, organisation):
            raise IllegalStep(_("You no longer administer this organisation; nothing was changed."))
        raise PermissionDenied
    page = Page(request, organisation, person_of(organisation, person))
    if page.is_done():
        return redirect("organisations:body", number=number)
    return page.shown(in_office=False)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, number: int) -> HttpResponse:
    """Asks once more."""
    organisation, own = _found(request, number)
    others = Representation.objects.filter(party=organisation.party_id).current().exclude(pk=own.pk).exists()
    refusal = None
    if request.method == "POST":
        try:
            actions.leave(own, by=cast("User", request.user))
            messages.success(request, _("You speak for this organisation no longer. What you sent in its name stays."))
            return redirect("organisations:mine")
        except IllegalStep as refused:
            refusal = refused
    context = {
        "organisation": organisation,
        "own": own,
        "is_alone": not others,
        "is_last": others and is_last_administrator(own, organisation),
        "refusal": refusal,
    }
    return render(request, "organisations/leave.html", context, status=409 if refusal else 200)


def _found(request: HttpRequest, number: int) -> tuple[Organisation, Representation]:
    """For whoever speaks for it; to everybody else it is not there."""
    mine = Representation.objects.filter(user=request.user.pk, party__organisation=number).current()
    own = mine.for_list().first()
    if own is None:
        raise Http404
    return own.party.organisation, own


def _of_reader(request: HttpRequest, number: int) -> Organisation:
    found = get_object_or_404(Organisation.objects.select_related("party"), pk=number)
    if not spoke_for(request.user, found):
        raise Http404
    return found
