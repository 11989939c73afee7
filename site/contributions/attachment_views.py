"""The one address at which a file of somebody is given out: never as a page of ours, whatever is in it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe

from contributions.downloads import given_out
from contributions.models import Attachment
from contributions.permissions import can_open


@require_safe
def file(request: HttpRequest, token: UUID, name: str) -> HttpResponseBase:
    """What is not for this visitor does not exist."""
    found = get_object_or_404(Attachment.objects.select_related("contribution"), token=token)
    if not can_open(request.user, found):
        raise Http404
    answer = given_out(found) if name == found.name else redirect(found.path)
    if found.is_public:
        patch_cache_control(answer, no_cache=True)  # it may be taken out in a second
    else:
        add_never_cache_headers(answer)
    return answer
