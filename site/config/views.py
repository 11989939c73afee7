"""The doors that have no language: the front step and the health checks."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from config.readiness import what_is_wrong


def front(request: HttpRequest) -> HttpResponse:
    """Arabic first: English only for somebody who chose it here before."""
    chosen = request.COOKIES.get("django_language")
    return redirect("/en/" if chosen == "en" else "/ar/")


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive\n", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    wrong = what_is_wrong()
    return JsonResponse({"ready": not wrong, "wrong": wrong}, status=503 if wrong else 200)


# Exempt: it changes nothing but a colour in this browser, and a token would set a cookie on every reader's page.
@csrf_exempt
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Light or dark by choice; anything else gives the choice back to the reader's machine."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = redirect(back if safe else "/")
    theme = request.POST.get("theme", "")
    if theme in {"light", "dark"}:
        response.set_cookie("theme", theme, max_age=31_536_000, samesite="Lax", httponly=True)
    else:
        response.delete_cookie("theme")
    return response
