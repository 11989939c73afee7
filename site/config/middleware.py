"""What a refusal looks like to the person who was refused, and which language the admin speaks."""

import re
from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from accounts.actions import settle_groups
from accounts.models import User
from accounts.second_factor import has_shown, must_show
from config.carried import carried
from config.errors import give_back
from config.languages import current_language
from config.policy import ADMIN_DIRECTIVES
from guard.gate import ProofWanted
from guard.limits import TooOften
from guard.views import refuse
from workflow.errors import IllegalStep

GetResponse = Callable[[HttpRequest], HttpResponse]


# What Wagtail serves to anybody: its words for scripts and its drawings.
FREE_IN_ADMIN = ("/admin/jsi18n/", "/admin/sprite/", "/admin/logout/")
OFFICE = re.compile(r"^/(ar|en)/office(/|$)")


class RefusalMiddleware:
    """Turns `IllegalStep` (not now) into a 409 page; `PermissionDenied` (not you) stays Django's 403. What `guard` does
    not let through (not so often, not without proof) gets its page too.

    A form that was sent after the session had ended is given back with what was typed.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _asks_to_sign_in(request, response) and (fields := carried(request)):
            return give_back(request, fields, signed_out=True)
        if request.path.startswith("/admin/"):
            response._csp_replace = ADMIN_DIRECTIVES  # type: ignore[attr-defined]  # the name django-csp reads
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, IllegalStep):
            return render(request, "409.html", {"reason": error}, status=409)
        if isinstance(error, TooOften | ProofWanted):
            return refuse(request, error)
        return None


def _asks_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """A view that keeps the text itself, until its author is back, has put it into the session."""
    if request.method != "POST" or request.user.is_authenticated or request.session.modified:
        return False
    return response.get("Location", "").startswith(f"{reverse('account_login')}?")


class SecondFactorMiddleware:
    """Whoever works here comes into the office and the admin with a second factor only, shown in this session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _needs_second_factor(request):
            return self.get_response(request)
        language = current_language()
        if _in_admin(request):
            language = getattr(request.user, "language", language)
        with translation.override(language):
            return redirect(f"{reverse('account_second_factor')}?{urlencode({'next': request.get_full_path()})}")


def _needs_second_factor(request: HttpRequest) -> bool:
    behind_it = _in_admin(request) or OFFICE.match(request.path)
    return bool(behind_it) and request.user.is_authenticated and not has_shown(request) and must_show(request.user)


def _in_admin(request: HttpRequest) -> bool:
    return request.path.startswith("/admin/") and not request.path.startswith(FREE_IN_ADMIN)


class RightsOfNowMiddleware:
    """Wagtail's admin asks groups, and these follow the roles by the clock: whoever comes in is looked at first, so
    that nothing is allowed there after the last second of a role, and nothing refused from the first one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _in_admin(request) and request.user.is_authenticated:
            settle_groups(cast("User", request.user))
        return self.get_response(request)


class AdminLanguageMiddleware:
    """Wagtail's admin has no language in its address: it speaks the one in which the person gets their messages.

    Somebody who chose another in Wagtail's own account settings keeps it: Wagtail looks there afterwards.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/") or not request.user.is_authenticated:
            return self.get_response(request)
        if not request.user.has_perm("wagtailadmin.access_admin") and not request.path.startswith(FREE_IN_ADMIN):
            # Wagtail would send them to sign in, and the sign-in back here, without an end.
            return redirect(f"/{request.user.language}/office/")
        with translation.override(request.user.language):
            response = self.get_response(request)
            response["Content-Language"] = translation.get_language() or "ar"
        return response
