"""The doors that have no language: the front step and the health checks."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

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
