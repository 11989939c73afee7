from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

WORDS = "<p>Twenty kilobytes of nothing.</p>\n" * 620


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(WORDS)


urlpatterns = [
    path("view/", view),
    path("admin/", include(wagtailadmin_urls)),  # the user bar asks for it
    path("", include(wagtail_urls)),
]
