"""What people say of themselves."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.forms import ProfileForm
from accounts.models import User
from accounts.proof import confirms, has_provider, identity_of
from messaging import sms


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in: the name, role and governorate they speak with, and the language of their messages."""
    user = cast("User", request.user)
    form = ProfileForm.of(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        changed = actions.change_profile(user, by=user, **form.cleaned_data)
        messages.success(request, _("Saved.") if changed else _("You changed nothing; all stays as it was."))
        return redirect("account_profile")
    identity = identity_of(user)
    context = {
        "form": form,
        "has_text_messages": sms.is_on(),
        "has_provider": has_provider(request),
        "identity": identity,
        "is_name_confirmed": confirms(identity, form.initial["name"]),
    }
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)
