"""Appeals: the author's page, and the moderators' list and ruling."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from contributions.models import Contribution
from contributions.permissions import can_record
from contributions.references import parse_reference
from deadlines.models import Deadline
from guard.gate import let_through
from moderation import actions, appeal_queries, queries
from moderation.forms import AppealForm, RulingForm
from moderation.models import Appeal
from moderation.permissions import can_rule, can_see_queue
from workflow.errors import IllegalStep


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, reference: str) -> HttpResponse:
    """The author's: the decision with its reason, and the objection to it, or what became of that."""
    contribution = get_object_or_404(
        Contribution.objects.in_hands_of(request.user, is_clerk=can_record(request.user)).for_list(),
        reference=parse_reference(reference),
    )
    form = AppealForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, contribution, form, status=422 if form.errors else 200)
    let_through(request, "appeal")
    try:
        actions.appeal(contribution, words=form.cleaned_data["words"], by=request.user)
    except IllegalStep as refusal:
        return _page(request, contribution, form, refusal, status=409)
    messages.success(request, _("Your appeal is with another moderator."))
    return redirect("appeals:appeal", reference=contribution.reference)


def _page(
    request: HttpRequest,
    contribution: Contribution,
    form: AppealForm,
    refusal: IllegalStep | None = None,
    status: int = 200,
) -> HttpResponse:
    verdict = actions.standing_verdict(contribution)
    made = appeal_queries.appeal_against(verdict) if verdict else appeal_queries.latest_appeal(contribution.reference)
    against = made.verdict if made else verdict
    if against is None:
        raise refusal or Http404
    until = against.appeal_until
    context = {
        "contribution": contribution,
        "verdict": against,
        "appeal": made,
        "until": until,
        "is_too_late": timezone.now() > until,
        "deadline": _owed(contribution),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "moderation/appeal.html", context, status=status)


@never_cache
@login_required
@require_GET
def appeals(request: HttpRequest) -> HttpResponse:
    """What waits for a ruling."""
    if not can_see_queue(request.user):
        raise PermissionDenied
    page = appeal_queries.page_of_appeals(request.GET.get("page"), of=request.user)
    return render(
        request, "moderation/appeals.html", {"page": page, "view": "appeals", "counts": queries.counts(request.user)}
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, reference: str) -> HttpResponse:
    """A moderator's: the text, the decision, the objection, and the ruling."""
    if not can_see_queue(request.user):
        raise PermissionDenied
    found = appeal_queries.appeal_to_rule(parse_reference(reference), request.user)
    if found is None:
        raise Http404
    form = RulingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _rule(found, form, request)
        return redirect("moderation:appeals")
    context = {
        "appeal": found,
        "item": queries.items([found.contribution], promise="appeal")[0],
        "counts": queries.counts(request.user),
        "may_rule": found.ruling_or_none is None and can_rule(request.user, found),
        "form": form,
    }
    return render(request, "moderation/rule.html", context, status=422 if form.errors else 200)


def _rule(appeal: Appeal, form: RulingForm, request: HttpRequest) -> None:
    answer = form.cleaned_data["answer"]
    if form.cleaned_data["ruling"] == "grant":
        actions.grant_appeal(appeal, answer=answer, by=request.user)
        messages.success(request, _("The appeal is granted, and the contribution is published."))
    else:
        actions.dismiss_appeal(appeal, answer=answer, by=request.user)
        messages.success(request, _("The appeal is dismissed. The author is told why."))


def _owed(contribution: Contribution) -> Deadline | None:
    return Deadline.objects.of(contribution).filter(kind="appeal").last()
