"""The clerks' desk: taking down what people without an account say, and what becomes of it on their word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Party
from contributions import actions, kinds, receipts
from contributions.changing import change_path
from contributions.correspondent import follow_address
from contributions.errors import NotReceived
from contributions.forms import language_of
from contributions.models import Contribution, Discussion
from contributions.paper import pdf
from contributions.permissions import can_erase_recorded, can_open_recording, can_record
from contributions.queries import asked_to_change
from contributions.references import parse_reference, spoken
from contributions.steps import Told, timeline
from contributions.why import why
from contributions.withdrawal import is_withdrawable
from recording import queries
from recording.forms import (
    BehalfForm,
    EraseForm,
    OrganisationSearch,
    RecordCommentForm,
    RecordSuggestionForm,
    ReferenceForm,
    WithdrawForm,
)
from suggestions.actions import record_suggestion
from suggestions.models import Suggestion
from workflow.errors import IllegalStep
from workflow.models import Step

PER_PAGE = 20


def _refuse_unless(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied


@never_cache
@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What was recorded, the newest first; one of them by its reference."""
    _refuse_unless(can_open_recording(request.user))
    form = ReferenceForm(request.GET if "reference" in request.GET else None)
    if form.is_valid():
        reference = parse_reference(form.cleaned_data["reference"])
        if reference and queries.recordings().filter(reference=reference).exists():
            return redirect("recording:recorded", reference=reference)
        form.add_error("reference", _("Nothing was recorded under this reference. Check its eleven digits."))
    page = Paginator(queries.recordings(), PER_PAGE).get_page(request.GET.get("page"))
    to_change = asked_to_change(page)
    rows = [(each, each.pk in to_change) for each in page]
    context = {"form": form, "page": page, "rows": rows, "may_record": can_record(request.user)}
    return render(request, "recording/desk.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_GET
def subjects(request: HttpRequest) -> HttpResponse:
    """What a comment can be recorded on: a clause of an open consultation, or a suggestion by its reference."""
    _refuse_unless(can_record(request.user))
    form = ReferenceForm(request.GET if "reference" in request.GET else None)
    if form.is_valid():
        reference = parse_reference(form.cleaned_data["reference"])
        found = Suggestion.objects.published().filter(contribution__reference=reference).first()
        if reference and found:
            return redirect("recording:new_comment", discussion_id=found.discussion_id)
        form.add_error("reference", _("No published suggestion has this reference. Check its eleven digits."))
    context = {"form": form, "consultations": queries.open_clauses()}
    return render(request, "recording/subjects.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_GET
def new_suggestion(request: HttpRequest) -> HttpResponse:
    """Begin one: from here on its address carries its key."""
    _refuse_unless(can_record(request.user))
    return redirect("recording:suggestion", key=uuid4())


@never_cache
@login_required
@require_GET
def new_comment(request: HttpRequest, discussion_id: int) -> HttpResponse:
    _refuse_unless(can_record(request.user))
    return redirect("recording:comment", discussion_id=discussion_id, key=uuid4())


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def suggestion(request: HttpRequest, key: UUID) -> HttpResponse:
    _refuse_unless(can_record(request.user))
    form = _form(request, RecordSuggestionForm, key)

    def record() -> Contribution:
        data = form.cleaned_data
        made = record_suggestion(
            by=request.user,
            behalf=form.behalf_of(data),
            category=data["category"],
            consultation=data["consultation"],
            title=data["title"],
            **_said(form, data["title"] + data["body"]),
        )
        return made.contribution

    return _press(request, form, record, {"heading": _("Record a suggestion")})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, discussion_id: int, key: UUID) -> HttpResponse:
    _refuse_unless(can_record(request.user))
    discussion = get_object_or_404(Discussion, pk=discussion_id)
    subject = kinds.subject_of(discussion)
    if not subject.is_public:
        raise Http404
    form = _form(request, RecordCommentForm, key)

    def record() -> Contribution:
        data = form.cleaned_data
        said = _said(form, data["body"])
        behalf = form.behalf_of(data)
        return actions.record_comment(
            by=request.user, behalf=behalf, discussion=discussion, stance=data["stance"], **said
        ).contribution

    return _press(request, form, record, {"heading": _("Record a comment"), "subject": subject})


def _form(request: HttpRequest, form: type[BehalfForm], key: UUID) -> Any:
    typed = request.POST if request.method == "POST" else None
    return form(typed, initial={"submission_key": key}, by=request.user, organisation=_organisation(request))


def _organisation(request: HttpRequest) -> Party | None:
    chosen = request.GET.get("organisation", "")
    if not chosen:
        return None
    verified = Party.objects.filter(organisation__verified_at__isnull=False).select_related("organisation")
    return get_object_or_404(verified, pk=chosen if chosen.isdecimal() else 0)


def _said(form: BehalfForm, text: str) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "body": data["body"],
        "language": language_of(text, otherwise=data["language"]),
        "submission_key": data["submission_key"],
        "consent_to": form.notice_in_force,
    }


def _press(
    request: HttpRequest, form: BehalfForm, record: Callable[[], Contribution], context: dict[str, Any]
) -> HttpResponse:
    """The form, with what was typed where something is to be mended; or the receipt."""
    status, refusal = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect("recording:recorded", reference=record().reference)
            except NotReceived as too_late:
                status, refusal = 409, too_late
    typed = request.GET.get("name", "")
    search = OrganisationSearch({"name": typed} if "name" in request.GET else None, auto_id="searched-%s")
    found = queries.organisations_named(typed) if search.is_valid() else []
    context |= {"form": form, "refusal": refusal, "organisation": form.organisation}
    context |= {"search": search, "found": found, "is_searched": search.is_bound, "notice": form.notice_in_force}
    return render(request, "recording/record.html", context, status=status)


def _found(request: HttpRequest, reference: str) -> Contribution:
    _refuse_unless(can_open_recording(request.user))
    return get_object_or_404(queries.recordings(), reference=parse_reference(reference))


@never_cache
@login_required
@require_GET
def recorded(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt, and what a clerk or an administrator can do on the party's word."""
    return _page(request, _found(request, reference))


def _page(request: HttpRequest, found: Contribution, *, status: int = 200, **more: Any) -> HttpResponse:
    may_record, may_erase = can_record(request.user), can_erase_recorded(request.user)
    told = why(found)
    context = {
        "contribution": found,
        "noted": found.recording,
        "spoken_reference": spoken(found.reference),
        "receipt": found.receipt,
        "verified": receipts.verifies(found.receipt.statement, found.receipt.signature, found.receipt.key_id),
        "steps": timeline(Step.objects.of(found), to=Told.OFFICE),
        "why": told,
        "appeal_path": told.appeal_path if told and may_record and (told.can_appeal or told.is_appealed) else "",
        "may_record": may_record,
        "change_path": change_path(request.user, found) if may_record else "",
        "withdraw_form": WithdrawForm() if may_record and is_withdrawable(found) else None,
        "erase_form": EraseForm() if may_erase and found.attribution_erased_at is None else None,
    }
    return render(request, "recording/recorded.html", context | more, status=status)


@never_cache
@login_required
@require_POST
def paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt to be handed over, in the party's language, with a new code: none lies anywhere to be printed."""
    found = _found(request, reference)
    code = actions.renew_code(found, by=request.user)
    language = found.recording.language
    with translation.override(language):
        printed = pdf(found, code=code, follow=follow_address(found.reference, language))
    answer = HttpResponse(printed, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{found.reference}.pdf"'
    return answer


@never_cache
@login_required
@require_POST
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    found = _found(request, reference)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, found, withdraw_form=form, status=422)
    try:
        actions.withdraw_recorded(found, reason=form.cleaned_data["reason"], by=request.user)
    except IllegalStep as refusal:
        return _page(request, _found(request, reference), refusal=refusal, status=409)
    messages.success(request, _("Withdrawn. The receipt stays valid."))
    return redirect("recording:recorded", reference=found.reference)


@never_cache
@login_required
@require_POST
def erase(request: HttpRequest, reference: str) -> HttpResponse:
    found = _found(request, reference)
    form = EraseForm(request.POST)
    _refuse_unless(can_erase_recorded(request.user))
    if not form.is_valid():
        return _page(request, found, erase_form=form, status=422)
    try:
        actions.erase_recorded(found, by=request.user)
    except IllegalStep as refusal:
        return _page(request, _found(request, reference), refusal=refusal, status=409)
    messages.success(request, _("The name and the address are erased. The receipt stays valid."))
    return redirect("recording:recorded", reference=found.reference)
