"""One file of a contribution, and whether it may stand there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from contributions.models import Attachment
from moderation import actions
from moderation.forms import TakeOutForm
from moderation.permissions import can_moderate, can_see_queue, is_covered


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def attachment(request: HttpRequest, token: UUID) -> HttpResponse:
    """Take it out with a reason, or put back what was taken out."""
    if not can_see_queue(request.user):
        raise PermissionDenied
    rows = Attachment.objects.listed().select_related("contribution__author", "contribution__party")
    found = get_object_or_404(rows, token=token)
    if not is_covered(request.user, found.contribution):
        raise Http404
    if not can_moderate(request.user, found.contribution):
        raise PermissionDenied
    if request.method == "POST" and request.POST.get("act") == "bring_back":
        actions.bring_back_attachment(found, by=request.user)
        messages.success(request, _("The file was put back. The author is told."))
        return _to_its_contribution(found)
    form = TakeOutForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.take_out_attachment(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The file was taken out. The author is told."))
        return _to_its_contribution(found)
    context = {"attachment": found, "attachments": [found], "contribution": found.contribution, "form": form}
    return render(request, "moderation/attachment.html", context, status=422 if form.errors else 200)


def _to_its_contribution(attachment: Attachment) -> HttpResponse:
    return redirect("moderation:decide", reference=attachment.contribution.reference)
