"""The mailbox of demo mode: what this machine has sent, so that a new citizen finds the code."""

import json

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from messaging import infobip
from messaging.actions import hear_of_delivery
from messaging.models import MailboxMessage

ON_A_PAGE = 30
# A mail is a foreign page: no scripts, nothing loaded from anywhere; its links open in a tab of their own.
SANDBOX = ["allow-popups", "allow-popups-to-escape-sandbox"]
MAIL_DIRECTIVES = {
    "default-src": [NONE],
    "script-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "sandbox": SANDBOX,
}


@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    _only_in_demo_mode()
    page = Paginator(MailboxMessage.objects.for_list(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "messaging/mailbox.html", {"page": page})


@require_safe
@never_cache
def message(request: HttpRequest, pk: int) -> HttpResponse:
    _only_in_demo_mode()
    letter = get_object_or_404(MailboxMessage, pk=pk)
    return render(request, "messaging/message.html", {"letter": letter, "sandbox": " ".join(SANDBOX)})


@require_safe
@never_cache
@csp_replace(MAIL_DIRECTIVES)
def message_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML twin exactly as it was sent, for the frame on the message's page."""
    _only_in_demo_mode()
    return HttpResponse(get_object_or_404(MailboxMessage.objects.exclude(html=""), pk=pk).html)


@csrf_exempt
@require_POST
@never_cache
def sms_reports(request: HttpRequest, secret: str) -> HttpResponse:
    """What the gateway of text messages reports. The secret of the address is all that it shows of itself."""
    if not settings.SMS_REPORT_SECRET or not constant_time_compare(secret, settings.SMS_REPORT_SECRET):
        return HttpResponse(status=403)
    try:
        reports = json.loads(request.body)["results"]
        outcomes = [infobip.outcome(report) for report in reports]
    except (ValueError, LookupError, TypeError, RecursionError):
        return HttpResponse(status=400)
    for heard in filter(None, outcomes):
        number, is_delivered, name = heard
        hear_of_delivery(number, is_delivered=is_delivered, name=name)
    return HttpResponse(status=200)


def _only_in_demo_mode() -> None:
    """Mails hold codes and links that sign people in: elsewhere there is no such page."""
    if not settings.DEMO:
        raise Http404
