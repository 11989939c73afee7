"""Pages for what went wrong, in the reader's language, with what to do next.

Those for a broken request or a broken machine stand alone: they ask nothing of session, database or context.
"""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from config.languages import PREFIX, current_language, other_language, path_in


def language_of(request: HttpRequest) -> str:
    """The address decides; Arabic where it says nothing, for the middleware may not have run."""
    found = PREFIX.match(request.path)
    return found[1] if found else settings.LANGUAGE_CODE


def alone(request: HttpRequest, template: str, status: int) -> HttpResponse:
    with translation.override(language_of(request)):
        language = current_language()
        context = {
            "page_language": language,
            "page_direction": "rtl" if language == "ar" else "ltr",
            "ministry_name": settings.MINISTRY_NAME_AR if language == "ar" else settings.MINISTRY_NAME_EN,
            "other_language": other_language(),
            "other_path": path_in(other_language(), request.path),
        }
        return HttpResponse(render_to_string(template, context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return alone(request, "413.html", 413)
    return alone(request, "400.html", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return alone(request, "403_csrf.html", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    return alone(request, "500.html", 500)
