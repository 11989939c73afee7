"""To the national identity provider and back: its address for our answer has no language, and the reader has one."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.utils import translation

LANGUAGE = "language_of_sign_in"


def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    request.session[LANGUAGE] = translation.get_language()
    return views.login(request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    with translation.override(request.session.get(LANGUAGE, "ar")):
        return views.callback(request, provider_id)
