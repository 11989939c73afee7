"""The policy officers' desk, and the page on which they answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from contributions import kinds
from contributions.models import Contribution, Moderation
from contributions.queries import asked_to_change, merged_into
from contributions.steps import Told
from moderation.models import MergeProposal
from suggestions import actions, permissions, queries
from suggestions.forms import AcceptForm, DecisionForm, MergeForm, SeparateForm, StudyForm, UnitDecisionForm
from suggestions.models import Suggestion
from workflow.actions import as_seen
from workflow.errors import IllegalStep

PER_PAGE = 20


@dataclass(frozen=True)
class DecisionChoice:
    """What an officer may decide: the words for it, what must be written, and the action."""

    label: str | Promise
    form: type[forms.Form]
    action: Callable[..., Any]


CHOICES = {
    "take_under_study": DecisionChoice(gettext_lazy("Take under study"), StudyForm, actions.take_under_study),
    "accept": DecisionChoice(gettext_lazy("Accept"), AcceptForm, actions.accept),
    "accept_partly": DecisionChoice(gettext_lazy("Accept in part"), AcceptForm, actions.accept_partly),
    "note": DecisionChoice(gettext_lazy("Take note"), DecisionForm, actions.note),
    "decline": DecisionChoice(gettext_lazy("Do not accept"), DecisionForm, actions.decline),
    "refer": DecisionChoice(gettext_lazy("Refer"), UnitDecisionForm, actions.refer),
    "implement": DecisionChoice(gettext_lazy("Declare implemented"), DecisionForm, actions.implement),
    "stop": DecisionChoice(gettext_lazy("Stop implementation"), DecisionForm, actions.stop),
    "merge": DecisionChoice(gettext_lazy("Merge into another"), MergeForm, actions.merge),
    "separate": DecisionChoice(gettext_lazy("Let it stand on its own again"), SeparateForm, actions.separate),
}


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    if not permissions.can_see_desk(request.user):
        raise PermissionDenied
    show = request.GET.get("show", "")
    show = show if show in queries.SHOWN else queries.SHOWN[0]
    page = Paginator(queries.desk(show=show, of=request.user), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"page": page, "rows": queries.with_deadlines(page.object_list), "show": show}
    context |= {"counts": queries.desk_counts(request.user), "query": f"show={show}&"}
    return render(request, "suggestions/desk.html", context)


@login_required
@require_GET
def suggestion(request: HttpRequest, reference: str) -> HttpResponse:
    return _decision_page(request, permissions.access_for_decision(request.user, reference))


@login_required
@require_POST
def decide(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """One decision. If a colleague was faster, the page says so and what was typed stays on it."""
    suggestion = permissions.access_for_decision(request.user, reference)
    choice = CHOICES.get(step)
    if choice is None:
        raise Http404
    if not permissions.can_decide(request.user, suggestion.contribution):
        raise PermissionDenied
    form = choice.form(request.POST, auto_id=f"{step}_%s")
    if not form.is_valid():
        return _decision_page(request, suggestion, typed={step: form}, status=422)
    try:
        with as_seen(suggestion.contribution, "decision", request.POST.get("seen", ""), by=request.user):
            choice.action(suggestion, by=request.user, **form.cleaned_data)
    except IllegalStep as refusal:
        suggestion = permissions.access_for_decision(request.user, reference)
        return _decision_page(request, suggestion, typed={step: form}, refusal=refusal, status=409)
    messages.success(request, _("The decision stands, and the author has been told."))
    return redirect("suggestions:office_suggestion", reference=suggestion.reference)


def _decision_page(
    request: HttpRequest,
    suggestion: Suggestion,
    typed: dict[str, forms.Form] | None = None,
    refusal: IllegalStep | None = None,
    status: int = 200,
) -> HttpResponse:
    contribution = suggestion.contribution
    answers = queries.answers_of(contribution)
    tickets = queries.tickets_of(contribution)
    proposed = _proposed(contribution, request.user)
    possible = _forms_now(suggestion, proposed) if permissions.can_decide(request.user, contribution) else {}
    typed = typed or {}
    context = {
        "suggestion": suggestion,
        "contribution": contribution,
        "co_parties": kinds.co_parties_of(contribution),
        "answers": answers,
        "tickets": tickets,
        "record": queries.record(contribution, answers, tickets, to=Told.OFFICE),
        "deadlines": queries.deadlines_of(contribution),
        "choices": [(name, CHOICES[name].label, typed.get(name, form)) for name, form in possible.items()],
        "alike": queries.alike(suggestion, reader=request.user) if "merge" in possible else [],
        "proposed": proposed if "merge" in possible else [],
        "merged": merged_into([contribution]),
        "is_change_asked": bool(asked_to_change([contribution])),
        "wrong": next(iter(typed), ""),
        "typed": next(iter(typed.values()), None),
        "is_own": permissions.is_own_voice(request.user, contribution),
        "refusal": refusal,
        # After an error still what its reader saw first; after a refusal what is so now.
        "seen": (not refusal and request.POST.get("seen")) or contribution.decision,
    }
    return render(request, "suggestions/decide.html", context, status=status)


def _proposed(contribution: Contribution, officer: User) -> list[MergeProposal]:
    """With what moderators propose to merge it, as far as that can still be done, and by this officer."""
    proposals = contribution.merge_proposals.filter(into__moderation=Moderation.PUBLISHED)
    proposals = proposals.filter(into__suggestion__in=queries.on_desk_of(officer))
    return list(proposals.select_related("into", "step__by").prefetch_related("into__texts"))


def _forms_now(suggestion: Suggestion, proposed: list[MergeProposal]) -> dict[str, forms.Form]:
    """The forms of the steps that are legal now."""
    return {name: _empty_form(name, suggestion, proposed) for name in CHOICES if actions.is_possible(suggestion, name)}


def _empty_form(name: str, suggestion: Suggestion, proposed: list[MergeProposal]) -> forms.Form:
    initial: dict[str, Any] = {}
    if name == "take_under_study":
        initial = {"answer_ar": StudyForm.BEGINS_AR, "answer_en": StudyForm.BEGINS_EN}
    if name == "merge" and proposed:
        initial = {"into": proposed[0].into.reference}
    if CHOICES[name].form is AcceptForm:
        initial = {"unit": suggestion.unit_id, "working_days": settings.PROMISES["ticket_working_days"]}
    return CHOICES[name].form(initial=initial, auto_id=f"{name}_%s")
