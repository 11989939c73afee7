"""To the national identity provider and back: its address for our answer has no language, and the reader has one."""

from __future__ import annotations

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.connect import disconnect, validate_disconnect
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.proof import has_shown_lately, identity_of, ways_by_identity

LANGUAGE = "language_of_sign_in"


def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    request.session[LANGUAGE] = translation.get_language()
    return views.login(request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    with translation.override(request.session.get(LANGUAGE, "ar")):
        return views.callback(request, provider_id)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Once more, for what asks whether it is them; then on to where they were."""
    if has_shown_lately(request):
        return resume_request(request) or redirect("account_profile")
    if not ways_by_identity(request, cast("User", request.user)):
        raise Http404
    if request.method == "POST":
        return _to_the_provider(request, AuthProcess.REDIRECT, request.get_full_path())
    return render(request, "accounts/show_identity.html")


@never_cache
@login_required
@require_POST
@reauthentication_required
def join(request: HttpRequest) -> HttpResponse:
    """From then on it opens this account too."""
    return _to_the_provider(request, AuthProcess.CONNECT, reverse("account_profile"))


@never_cache
@login_required
@require_POST
@reauthentication_required
def part(request: HttpRequest) -> HttpResponse:
    """It opens the account no longer. Not where nothing else would."""
    account = identity_of(request.user)
    if account is None:
        return redirect("account_profile")
    try:
        validate_disconnect(request, account)
        disconnect(request, account)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("account_profile")


def _to_the_provider(request: HttpRequest, process: str, next_url: str) -> HttpResponse:
    apps = get_adapter().list_apps(request)
    if not apps:
        raise Http404
    request.session[LANGUAGE] = translation.get_language()
    provider = get_adapter().get_provider(request, apps[0].provider_id)
    return provider.redirect(request, process=process, next_url=next_url)
