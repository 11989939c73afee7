"""The one address at which a file of somebody is given out, never as a page of ours, whatever is in it; and the page on
which its author takes it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from contributions import actions
from contributions.downloads import given_out
from contributions.models import Attachment
from contributions.permissions import can_open, can_see
from contributions.references import parse_reference
from contributions.withdrawal import withdraw_path

if TYPE_CHECKING:
    from accounts.models import User


@require_safe
def file(request: HttpRequest, token: UUID, name: str) -> HttpResponseBase:
    """What is not for this visitor does not exist; what its author took out is gone (410)."""
    found = get_object_or_404(Attachment.objects.select_related("contribution"), token=token)
    if found.is_withdrawn and can_see(request.user, found.contribution):
        return _gone(request, found)
    if not can_open(request.user, found):
        raise Http404
    answer = given_out(found) if name == found.name else redirect(found.path)
    if found.is_public:
        patch_cache_control(answer, no_cache=True)  # it may be taken out in a second
    else:
        add_never_cache_headers(answer)
    return answer


@never_cache
def _gone(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    """At an address without its name, which a page says again in its links."""
    if request.path != attachment.path:
        return redirect(attachment.path)
    context = {"attachment": attachment, "contribution": attachment.contribution}
    return render(request, "contributions/file_gone.html", context, status=410)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str, token: UUID) -> HttpResponse:
    """Asks once more, then takes one's own file out, for good. A second press, and the way back, say that it is out."""
    user = cast("User", request.user)
    own = Attachment.objects.listed().filter(contribution__author=user).select_related("contribution__author")
    found = get_object_or_404(own, token=token, contribution__reference=parse_reference(reference))
    if found.is_withdrawn:
        messages.info(request, _("This file is out already. Nothing was changed."))
    elif request.method == "POST":
        actions.withdraw_attachment(found, by=user)
        messages.success(request, _("The file is out, and deleted here. Your text and your receipt stay."))
    elif found.is_kept and withdraw_path(user, found.contribution):
        context = {"attachment": found, "attachments": [found], "contribution": found.contribution}
        return render(request, "contributions/withdraw_file.html", context)
    else:
        messages.warning(request, _("No file can be taken out of this any more. The page says what became of it."))
    return redirect("contributions:contribution", reference=found.contribution.reference)
