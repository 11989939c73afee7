"""One contribution with the decision beside it, and who has it in hand."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from contributions import kinds
from contributions.correspondent import language_of_letters
from contributions.models import Contribution
from contributions.queries import asked_to_change
from contributions.references import isolated, parse_reference
from contributions.steps import Told, timeline
from moderation import actions, appeal_queries, beside, onward, queries
from moderation.forms import DecisionForm, HandForm, QueueForm
from moderation.models import Appeal
from moderation.narrowing import WHOLE, Part
from moderation.permissions import can_moderate, can_see_queue
from workflow.actions import as_seen
from workflow.errors import IllegalStep
from workflow.models import Step

if TYPE_CHECKING:
    from accounts.models import User
    from moderation.models import Report

MASKED = "publish_masked"  # publication, with something done to the text before
AMENDMENT = ["publish_amendment", "refuse_amendment"]
# Where the state that it is in now would not say what was decided.
TOLD = {
    "ask_change": gettext_lazy("%(reference)s: a change was asked for. The author is told."),
    "dismiss_reports": gettext_lazy("%(reference)s: the reports are dismissed. Whoever reported it is told."),
    "publish_amendment": gettext_lazy("%(reference)s: the new wording is published. The author is told."),
    "refuse_amendment": gettext_lazy("%(reference)s: the wording that was published stays. The author is told."),
    "keep": gettext_lazy("%(reference)s: it stays published."),
}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """One contribution: its text, what it speaks about, its history, and the decision. If a colleague was faster, the
    page says so and what was typed stays on it."""
    if not can_see_queue(request.user):
        raise PermissionDenied
    contribution = get_object_or_404(queries.seen_by(request.user).for_list(), reference=parse_reference(reference))
    if request.method == "GET":
        return _page(request, contribution)
    # What was possible when the page was shown: a step that is no longer so is told as a refusal (409).
    form = DecisionForm(request.POST, possible=[*actions.STEPS, MASKED, *AMENDMENT, "dismiss_reports", "keep"])
    if not form.is_valid():
        return _page(request, contribution, form, status=422)
    place = copy(contribution)  # what is undone gets another: its moderator goes on from here all the same
    try:
        with as_seen(contribution, "moderation", request.POST.get("seen", ""), by=request.user):
            actions.refuse_unless_seen(contribution, request.POST.get("words", ""))
            _take(contribution, form, request)
    except IllegalStep as refusal:
        contribution.refresh_from_db(fields=["moderation"])
        return _page(request, contribution, refused=(refusal, form), status=409)
    return redirect(_onward(request, after=place))


@never_cache
@login_required
@require_POST
def hand(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it over from a colleague, keep it for oneself, give it to somebody, or let it go."""
    if not can_see_queue(request.user):
        raise PermissionDenied
    contribution = get_object_or_404(queries.seen_by(request.user), reference=parse_reference(reference))
    form = HandForm(request.POST, moderators=queries.moderators(for_contribution=contribution))
    match request.POST.get("act"):
        case "take_over":
            actions.take_over(contribution, by=request.user)
        case "let_go":
            actions.let_go(contribution, by=request.user)
            return redirect(_onward(request, after=contribution))
        case _ if form.is_valid():
            given = actions.assign(contribution, to=form.cleaned_data["to"], by=request.user)
            messages.success(request, _("%(name)s has it in hand until it is decided.") % {"name": given.moderator})
        case _:
            messages.error(request, _("Choose the moderator who is to have it."))
    return redirect(_address(contribution, QueueForm(request.GET).part))


@never_cache
@login_required
@require_POST
def propose_merge(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell the officers that this says what another suggestion says."""
    if not can_see_queue(request.user):
        raise PermissionDenied
    contribution = get_object_or_404(queries.seen_by(request.user), reference=parse_reference(reference))
    into = get_object_or_404(Contribution, reference=parse_reference(request.POST.get("into", "")))
    try:
        actions.propose_merge(contribution, into=into, by=request.user)
    except IllegalStep as refusal:
        messages.error(request, str(refusal))
    else:
        told = _("The officers are told that it says the same as %(reference)s. Decide on its publication as usual.")
        messages.success(request, told % {"reference": isolated(into.reference)})
    return redirect(_address(contribution, QueueForm(request.GET).part))


def _page(
    request: HttpRequest,
    contribution: Contribution,
    form: DecisionForm | None = None,
    refused: tuple[IllegalStep, DecisionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    refusal, typed = refused or (None, None)
    item = queries.items([contribution])[0]
    appeal = appeal_queries.appeal_against(actions.standing_verdict(contribution))
    reports = list(contribution.reports.open().select_related("reporter", "reason"))
    possible = [] if _is_open(appeal) else _possible(item, reports)
    may_decide = can_moderate(request.user, contribution) and bool(possible)
    claim = actions.claim(contribution, by=request.user) if may_decide else None
    in_other_hands = claim is not None and claim.moderator_id != request.user.pk
    form = form or DecisionForm(possible=possible)
    form.offer(possible)
    beside_it = _beside(contribution, request.user, QueueForm(request.GET).part)
    context = beside_it | {
        "item": item,
        "contribution": contribution,
        "co_parties": kinds.co_parties_of(contribution),
        "may_decide": may_decide,
        "may_handle_files": can_moderate(request.user, contribution),
        "appeal": appeal,
        "reports": reports,
        "form": form,
        "refusal": refusal,
        "typed": typed,
        "claim": claim,
        "is_change_asked": contribution.pk in asked_to_change([contribution]),
        "in_other_hands": in_other_hands,
        "keys": form.keys() if may_decide and not in_other_hands else {},
        "first_to_merge": _first_to_merge(contribution, beside_it) if may_decide else None,
        "standard": form.standard_messages(language_of_letters(contribution)) if may_decide else [],
        "hand_form": HandForm(moderators=queries.moderators(for_contribution=contribution)) if may_decide else None,
        # After an error still what its reader saw first; after a refusal what is so now.
        "seen": (not refusal and request.POST.get("seen")) or contribution.moderation,
        "words_seen": (not refusal and request.POST.get("words")) or item.words_seen,
    }
    return render(request, "moderation/decide.html", context, status=status)


def _beside(contribution: Contribution, reader: User, part: Part) -> dict[str, Any]:
    """The part of the queue around it, its history, and what else its author sent."""
    counts = queries.counts(reader)
    return {
        "page": queries.page_of_part(part, None, of=reader, counts=counts),
        "part": part,
        "counts": counts,
        "following": onward.next_in_queue(reader, part=part, after=contribution),
        "preceding": onward.next_in_queue(reader, part=part, after=contribution, backwards=True),
        "answered": beside.answered_by(contribution),
        "steps": timeline(Step.objects.of(contribution), to=Told.OFFICE),
        "verdicts": contribution.verdicts.select_related("point__version__policy__page", "reason", "step__by"),
        "alike": beside.alike(contribution, reader=reader),
        "proposed": set(contribution.merge_proposals.values_list("into__reference", flat=True)),
        "record": [] if contribution.is_recorded else beside.record_of(contribution.author, reader=reader),
        "others": beside.others_by_author(contribution, reader=reader),
    }


def _first_to_merge(contribution: Contribution, beside_it: dict[str, Any]) -> str | None:
    """The reference of what its key proposes to merge it with."""
    suggestions = [each.reference for each in beside_it["alike"] if each.kind == contribution.kind == "suggestion"]
    return next((each for each in suggestions if each not in beside_it["proposed"]), None)


def _possible(item: queries.QueueItem, reports: list[Report]) -> list[str]:
    """The steps that are legal now: covering where there is something to cover, and what a new wording or a report asks
    for."""
    state = item.contribution.moderation
    beside = [MASKED] if state == "submitted" and any(hint.is_personal for hint in item.hints) else []
    beside += AMENDMENT if item.amendment else []
    beside += ["dismiss_reports"] if reports else []
    beside += ["keep"] if state == "published" and item.contribution.is_unseen else []
    return beside + [name for name, (sources, _target) in actions.STEPS.items() if state in sources]


def _is_open(appeal: Appeal | None) -> bool:
    return appeal is not None and appeal.ruling_or_none is None


def _take(contribution: Contribution, form: DecisionForm, request: HttpRequest) -> None:
    data = form.cleaned_data
    actions.take_step(contribution, data["decision"], by=request.user, reason=data["reason"], message=data["message"])
    told = TOLD.get(data["decision"], gettext_lazy("%(reference)s: %(state)s. The author is told."))
    state = contribution.get_moderation_display()
    messages.success(request, str(told) % {"reference": isolated(contribution.reference), "state": state})


def _onward(request: HttpRequest, after: Contribution) -> str:
    """On from here in the part of the queue that is worked on; at its end what was passed over. After the whole queue
    what is published and was reported or changed; after a part its list."""
    user, part = request.user, QueueForm(request.GET).part
    following = onward.next_in_queue(user, part=part, after=after) or onward.next_in_queue(user, part=part)
    if following is None and part == WHOLE:
        following = onward.next_published(user, besides=after)
    if following is None or (part != WHOLE and following.pk == after.pk):
        return f"{reverse('moderation:queue')}{part.suffix}"
    return _address(following, part)


def _address(contribution: Contribution, part: Part) -> str:
    return reverse("moderation:decide", args=[contribution.reference]) + part.suffix
