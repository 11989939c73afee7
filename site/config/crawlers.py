"""What machines that visit ask for first: what they may read, where everything is, whom to tell of a hole."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from config.cards import card_of, picture_of

# Nothing to find there, or a page for each of a million questions.
NOT_FOR_CRAWLERS = [
    "/admin/", "/*/office/", "/*/accounts/", "/*/search/", "/*/mailbox/", "/*/contributions/mine/", "/*/reports/",
]  # fmt: skip
# RFC 9116 wants a date on which somebody looks again; one that moves with the quarters needs no deployment.
GOOD_FOR = timedelta(days=180)


@require_safe
@cache_control(public=True, max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    refused = [f"Disallow: {path}" for path in NOT_FOR_CRAWLERS]
    lines = ["User-agent: *", *refused, "", f"Sitemap: {settings.SITE_URL.rstrip('/')}/sitemap.xml"]
    return _plain(lines)


@require_safe
@cache_control(public=True, max_age=86_400)
def security_txt(request: HttpRequest) -> HttpResponse:
    home = settings.SITE_URL.rstrip("/")
    until = (timezone.now() + GOOD_FOR).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return _plain(
        [
            f"Contact: {settings.SECURITY_CONTACT}",
            f"Contact: {home}/ar/contact/",
            f"Expires: {until.strftime('%Y-%m-%dT%H:%M:%SZ')}",
            "Preferred-Languages: ar, en",
            f"Canonical: {home}/.well-known/security.txt",
        ]
    )


@require_safe
@cache_control(public=True, max_age=86_400)
def icon(request: HttpRequest, name: str) -> HttpResponse:
    """Asked for at the root whatever a page's head says: by browsers without SVG, by phones' home screens."""
    return redirect(static(f"img/{name}"))


@require_safe
def card(request: HttpRequest, token: str) -> HttpResponse:
    """The words are in the address, so what was drawn of it never changes."""
    try:
        drawn = picture_of(card_of(token))
    except (BadSignature, TypeError) as error:
        raise Http404 from error
    response = HttpResponse(drawn, content_type="image/png")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _plain(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
