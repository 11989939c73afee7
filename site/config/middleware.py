"""What a refusal looks like to the person who was refused, and which language the admin speaks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from config.policy import ADMIN_DIRECTIVES
from workflow.errors import IllegalStep

GetResponse = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """Turns `IllegalStep` (not now) into a 409 page; `PermissionDenied` (not you) stays Django's 403."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_replace = ADMIN_DIRECTIVES  # type: ignore[attr-defined]  # the name django-csp reads
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, IllegalStep):
            return render(request, "409.html", {"reason": error}, status=409)
        return None


class AdminLanguageMiddleware:
    """Wagtail's admin has no language in its address: it speaks the one in which the person gets their messages.

    Somebody who chose another in Wagtail's own account settings keeps it: Wagtail looks there afterwards.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/") or not request.user.is_authenticated:
            return self.get_response(request)
        with translation.override(request.user.language):
            response = self.get_response(request)
            response["Content-Language"] = translation.get_language() or "ar"
        return response
