"""Where somebody is signed in, and signing out there."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.forms import SessionForm
from accounts.models import User
from accounts.sessions import sessions_of


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _signed_out(request, user, form.cleaned_data["which"])
    context = {"sessions": sessions_of(user, here=request.session.session_key)}
    return render(request, "accounts/sessions.html", context, status=422 if form.errors else 200)


def _signed_out(request: HttpRequest, user: User, which: str) -> HttpResponse:
    here = request.session.session_key or ""
    if which == SessionForm.EVERYWHERE:
        actions.end_sessions(user, by=user)
        logout(request)
        return redirect("account_login")
    if which == SessionForm.ELSEWHERE:
        ended = actions.end_sessions(user, by=user, but=here)
    else:
        ended = actions.end_sessions(user, by=user, but=here, only=int(which))
    messages.success(request, _("Signed out there.") if ended else _("There is nothing to sign out of any more."))
    return redirect("account_sessions")
