"""Pages for what went wrong, in the reader's language, with what to do next.

Those for a broken request or a broken machine stand alone: they ask nothing of session, database or context.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from config.carried import Carried, carried
from config.languages import PREFIX, current_language, other_language, path_in


def language_of(request: HttpRequest) -> str:
    """The address decides; Arabic where it says nothing, for the middleware may not have run."""
    found = PREFIX.match(request.path)
    return found[1] if found else settings.LANGUAGE_CODE


def alone(request: HttpRequest, template: str, status: int, **more: Any) -> HttpResponse:
    with translation.override(language_of(request)):
        language = current_language()
        context = {
            "page_language": language,
            "page_direction": "rtl" if language == "ar" else "ltr",
            "ministry_name": settings.MINISTRY_NAME_AR if language == "ar" else settings.MINISTRY_NAME_EN,
            "other_language": other_language(),
            "other_path": path_in(other_language(), request.path),
            **more,
        }
        return HttpResponse(render_to_string(template, context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return alone(request, "413.html", 413)
    return alone(request, "400.html", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return give_back(request, carried(request))


def give_back(request: HttpRequest, fields: Sequence[Carried], *, signed_out: bool = False) -> HttpResponse:
    """What was typed, in a form with a token that is good now. No cache may keep it."""
    # Only a form needs the token, and with it the cookie.
    form = {"fields": fields, "signed_out": signed_out, "csrf_token": get_token(request)} if fields else {}
    response = alone(request, "403_csrf.html", 403, **form)
    add_never_cache_headers(response)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    return alone(request, "500.html", 500)
