"""The mobile number that signs in. Adding and changing it are allauth's; taking it off is ours."""

from __future__ import annotations

from typing import cast

from allauth.account import views
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.models import User
from messaging import sms


@never_cache
@login_required
@reauthentication_required
def change(request: HttpRequest) -> HttpResponseBase:
    _refuse_without_text_messages()
    return views.change_phone(request)


@never_cache
def verify(request: HttpRequest) -> HttpResponseBase:
    _refuse_without_text_messages()
    return views.verify_phone(request)


@never_cache
@login_required
@require_POST
@reauthentication_required
def remove(request: HttpRequest) -> HttpResponseBase:
    actions.remove_phone(cast("User", request.user), by=cast("User", request.user))
    messages.success(request, _("The number is removed. It signs in no longer, and no text messages reach it."))
    return redirect("account_change_phone")


def _refuse_without_text_messages() -> None:
    if not sms.is_on():
        raise Http404
