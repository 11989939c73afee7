"""A reader reports something published."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from contributions import kinds
from contributions.models import Contribution
from contributions.references import parse_reference
from guard.gate import let_through
from moderation import actions
from moderation.forms import ReportForm
from moderation.permissions import can_report
from workflow.errors import IllegalStep


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks what is wrong, by the points of the policy, and hands it to the moderators. Who wrote it is led back."""
    found = get_object_or_404(Contribution.objects.published().for_list(), reference=parse_reference(reference))
    back = f"/{get_language()}{kinds.path_of(found)}"
    if not request.user.is_authenticated:
        return _to_sign_in(request, found, back)
    if not can_report(request.user, found):
        messages.info(request, _("This is your own: you can change or withdraw it."))
        return redirect(back)
    form = ReportForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        let_through(request, "report")
        try:
            actions.report(found, by=request.user, **form.cleaned_data)
            messages.success(request, _("Thank you. A moderator looks at it, and you are told what becomes of it."))
            return redirect(back)
        except IllegalStep as reason:
            refusal = reason
    context = {"contribution": found, "form": form, "refusal": refusal, "back": back}
    return render(request, "moderation/report.html", context, status=_status(form, refusal))


def _to_sign_in(request: HttpRequest, found: Contribution, back: str) -> HttpResponse:
    """Why that is asked, and whom to write to without an account. What was written when the session ended is shown."""
    path = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    context = {"contribution": found, "back": back, "sign_in_path": path, "note": request.POST.get("note")}
    return render(request, "moderation/report.html", context, status=403 if request.method == "POST" else 200)


def _status(form: ReportForm, refusal: IllegalStep | None) -> int:
    return 409 if refusal else 422 if form.errors else 200
