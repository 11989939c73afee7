"""The policy officers' list of what was said to a consultation, and the page on which they answer."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from consultations import answering
from consultations.discussions import title_of
from consultations.forms import AnswerForm, DeskFilterForm
from consultations.models import ClauseVersion, Consultation
from consultations.permissions import access_for_decision
from contributions import actions
from contributions.models import Contribution
from contributions.permissions import can_answer, is_own_voice
from contributions.references import parse_reference
from contributions.steps import Told, timeline
from workflow.actions import as_seen
from workflow.errors import IllegalStep
from workflow.models import Step

PER_PAGE = 20


@never_cache
@login_required
@require_GET
def contributions(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = _consultation(request, slug)
    show = request.GET.get("show", "")
    show = show if show in answering.SHOWN else answering.SHOWN[0]
    clauses = answering.newest_clauses(consultation)
    form = _filter(request, clauses.values())
    clause = form.cleaned_data.get("clause", "")
    page = Paginator(answering.desk(consultation, show=show, clause=clause), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "consultation": consultation,
        "page": page,
        "rows": answering.rows(consultation, list(page.object_list), clauses),
        "show": show,
        "counts": answering.desk_counts(consultation),
        "form": form,
        "clause": clause,
        "query": f"{urlencode({'show': show, 'clause': clause})}&",
    }
    return render(request, "consultations/office/contributions.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """One contribution with the clause it speaks of. If a colleague was faster, the page says so and what was typed
    stays on it."""
    consultation = _consultation(request, slug)
    contribution = get_object_or_404(
        answering.said_to(consultation).for_list().filter(comment__isnull=False),
        reference=parse_reference(reference),
    )
    if request.method == "GET":
        return _page(request, consultation, contribution, AnswerForm.of(contribution))
    if not can_answer(request.user, contribution):
        raise PermissionDenied
    form = AnswerForm.of(contribution, request.POST)
    if not form.is_valid():
        return _page(request, consultation, contribution, form, status=422)
    try:
        with as_seen(contribution, "decision", request.POST.get("seen", ""), by=request.user):
            actions.answer(contribution, by=request.user, **form.cleaned_data)
    except IllegalStep as refusal:
        contribution.refresh_from_db(fields=["decision", "moderation"])
        possible = AnswerForm.of(contribution)
        return _page(request, consultation, contribution, possible, refused=(refusal, form), status=409)
    messages.success(request, _("The answer is published, and its author is told."))
    return redirect(_next(consultation))


def _page(
    request: HttpRequest,
    consultation: Consultation,
    contribution: Contribution,
    form: AnswerForm,
    refused: tuple[IllegalStep, AnswerForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    clause = answering.clause_of(consultation, contribution)
    refusal, typed = refused or (None, None)
    may_answer = can_answer(request.user, contribution) and contribution.is_public
    context = {
        "consultation": consultation,
        "contribution": contribution,
        "clause": clause,
        "clause_title": title_of(clause) if clause else "",
        "answers": contribution.dispositions.select_related("unit").order_by("-decided_at", "-pk"),
        "steps": timeline(Step.objects.of(contribution), to=Told.OFFICE),
        "form": form if may_answer and form.is_possible else None,
        "is_own": is_own_voice(request.user, contribution),
        "refusal": refusal,
        # After an error still what its reader saw first; after a refusal what is so now.
        "seen": (not refusal and request.POST.get("seen")) or contribution.decision,
        "typed": typed,
    }
    return render(request, "consultations/office/answer.html", context, status=status)


def _next(consultation: Consultation) -> str:
    """The one that waits longest now; the list where none does."""
    following = answering.desk(consultation, show="waiting").select_related("comment__discussion__clause_key").first()
    if following is None:
        return reverse("consultations:contributions", args=[consultation.slug])
    return answering.answering_path(consultation, following)


def _filter(request: HttpRequest, clauses: Iterable[ClauseVersion]) -> DeskFilterForm:
    named = [(clause.clause_key.key, title_of(clause)) for clause in clauses if not clause.is_chapter]
    form = DeskFilterForm(request.GET, clauses=named)
    form.is_valid()
    return form


def _consultation(request: HttpRequest, slug: str) -> Consultation:
    return access_for_decision(request.user, slug)
