"""Changing one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from contributions import actions, kinds
from contributions.errors import CannotBeAmended
from contributions.models import Contribution
from contributions.permissions import can_record
from contributions.references import parse_reference
from contributions.why import why
from guard.gate import let_through

if TYPE_CHECKING:
    from django.forms import BaseForm


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, reference: str) -> HttpResponse:
    """The words as they were last written, to be sent anew. What is public stays until a moderator has read them."""
    own = Contribution.objects.in_hands_of(request.user, is_clerk=can_record(request.user)).for_list()
    found = get_object_or_404(own, reference=parse_reference(reference))
    form = _form(found, request.POST or None)
    try:
        actions.refuse_amending(found)
        if form.is_valid():
            let_through(request, "amendment")
            words: dict[str, str] = form.cleaned_data
            actions.amend(found, title=words.get("title", ""), body=words["body"], by=request.user)
            messages.success(request, _told(found))
            back = "recording:recorded" if found.is_recorded else "contributions:contribution"
            return redirect(back, reference=found.reference)
    except CannotBeAmended as refusal:
        return _page(request, found, form, refusal=refusal, status=409)
    return _page(request, found, form, status=422 if form.is_bound else 200)


def _form(contribution: Contribution, data: Any) -> BaseForm:
    form = kinds.amending_form(contribution.kind)
    if form is None or contribution.is_official:
        raise Http404
    newest = actions.newest_words(contribution)
    return form(data, initial={"title": newest.title, "body": newest.body}, language=contribution.language)


def _page(
    request: HttpRequest,
    contribution: Contribution,
    form: BaseForm,
    *,
    refusal: CannotBeAmended | None = None,
    status: int,
) -> HttpResponse:
    context = {
        "contribution": contribution,
        "form": form,
        "refusal": refusal,
        "why": why(contribution),
        "waiting": actions.waiting_amendment(contribution),
    }
    return render(request, "contributions/change.html", context, status=status)


def _told(contribution: Contribution) -> str:
    if contribution.is_public:
        return _("Received. A moderator reads the new wording; until then the published one stays.")
    return _("Received. A moderator reads it as it stands now.")
