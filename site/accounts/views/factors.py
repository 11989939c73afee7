"""The second step of signing in: the page that leads to setting it up, and what we add to allauth's pages."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.second_factor import forget_unless_set_up, has_set_up, has_shown, must_show, note_shown


@never_cache
@login_required
@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """Between somebody who works here and the office, until they have shown a second factor."""
    user = cast("User", request.user)
    onward = get_next_redirect_url(request) or reverse("home:office")
    if has_shown(request) or not must_show(user):
        return redirect(onward)
    if has_set_up(user):
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': onward})}")
    return render(request, "accounts/second_factor.html", {"onward": onward})


class _Added:
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)  # type: ignore[misc]
        note_shown(self.request)  # type: ignore[attr-defined]
        return response


class _Removed:
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)  # type: ignore[misc]
        forget_unless_set_up(self.request)  # type: ignore[attr-defined]
        return response


class AddAppView(_Added, ActivateTOTPView):
    pass


class AddKeyView(_Added, AddWebAuthnView):
    pass


class RemoveAppView(_Removed, DeactivateTOTPView):
    pass


class RemoveKeyView(_Removed, RemoveWebAuthnView):
    pass
