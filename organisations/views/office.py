"""The office's screens: what waits for a decision, every body, and who speaks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions import appoint_representative, register_organisation
from accounts.models import Organisation
from accounts.permissions import can_manage_parties
from deadlines.models import Deadline
from organisations import actions, queries
from organisations.actions.admitting import DEADLINE
from organisations.forms import AppointForm, InviteForm, NoteForm, RefuseForm, RegisterForm
from organisations.models import Admission
from organisations.names import bodies_like, requests_like
from organisations.permissions import can_decide
from organisations.querysets import named, without_administrator
from organisations.views.asking import document_of
from organisations.views.people import Page, invited, person_of, taken_back
from workflow.errors import IllegalStep

A_PAGE = 30


def in_office(view: Callable[..., Any]) -> Callable[..., Any]:
    """For administrators of the platform."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> Any:
        if not can_manage_parties(request.user):
            raise PermissionDenied
        return view(request, *args, **options)

    return guarded


@in_office
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, the most urgent first; bodies that nobody administers; then every body."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    alone = without_administrator()
    every = Organisation.objects.select_related("party").order_by("party__name", "pk")
    page = Paginator(every.filter(named(text)) if text else every, A_PAGE).get_page(request.GET.get("page"))
    _name_people(page.object_list)
    context = {
        "waiting": _waiting(),
        "alone": alone.order_by("party__name", "pk")[:A_PAGE],
        "page": page,
        "text": text,
        "query": f"{urlencode({'q': text})}&" if text else "",
    }
    return render(request, "organisations/office.html", context)


def _waiting() -> list[Admission]:
    waiting = list(Admission.objects.waiting().for_list())
    due = {each.subject_id: each for each in Deadline.objects.open().filter(kind=DEADLINE)}
    for each in waiting:
        each.deadline = due.get(each.pk)  # type: ignore[attr-defined]
    return waiting


def _name_people(bodies: Any) -> None:
    """Of a whole page at once."""
    found = queries.representatives_of_each(list(bodies))
    for body in bodies:
        body.people = found.get(body.party_id, [])


@in_office
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        party = register_organisation(
            name=data["name"],
            by=request.user,
            governorate=data["governorate"],
            body_kind=data["kind"],
            registration_number=data["registration_number"],
            verified=data["is_verified"],
        )
        messages.success(request, _("Registered. Now appoint whoever administers it."))
        return redirect("organisations:office_body", number=party.organisation.pk)  # type: ignore[attr-defined]
    return render(request, "organisations/office_register.html", {"form": form}, status=422 if form.is_bound else 200)


@in_office
@require_http_methods(["GET", "POST"])
def request_page(request: HttpRequest, number: int) -> HttpResponse:
    """One request with its document, and what is there already under such a name."""
    admission = get_object_or_404(Admission.objects.for_list(), pk=number)
    act = request.POST.get("act", "")
    form, refusal = RefuseForm(request.POST if act == "refuse" else None), None
    try:
        if act == "admit":
            admitted = actions.admit(admission, by=request.user)
            messages.success(request, _("Admitted, and whoever asked is told."))
            return redirect("organisations:office_body", number=admitted.pk)
        if form.is_valid():
            actions.refuse(admission, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Refused, and whoever asked is told why."))
            return redirect("organisations:desk")
    except IllegalStep as refused:
        refusal = refused
    context = {
        "admission": admission,
        "deadline": Deadline.objects.open().of(admission).filter(kind=DEADLINE).first(),
        "alike": bodies_like(admission.name, admission.registration_number) if admission.is_waiting else [],
        "others": requests_like(admission) if admission.is_waiting else [],
        "may_decide": can_decide(request.user, admission),
        "form": form,
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "organisations/office_request.html", context, status=status)


@in_office
@require_GET
def document(request: HttpRequest, number: int) -> HttpResponseBase:
    return document_of(get_object_or_404(Admission, pk=number))


@in_office
@require_http_methods(["GET", "POST"])
def body(request: HttpRequest, number: int) -> HttpResponse:
    """A body's facts, whether it is verified, who speaks for it, and appointing somebody."""
    organisation = get_object_or_404(Organisation.objects.select_related("party", "verified_by"), pk=number)
    act = request.POST.get("act", "")
    if "take_back" in request.POST:
        taken_back(request, organisation)
        return redirect("organisations:office_body", number=number)
    forms = {
        "appoint": AppointForm(
            request.POST if act == "appoint" else None, organisation=organisation, auto_id="appoint_%s"
        ),
        "invite": InviteForm(request.POST if act == "invite" else None, auto_id="invite_%s"),
        "verify": NoteForm(request.POST if act == "verify" else None, prefix="verify"),
    }
    if act in ACTS and ACTS[act](request, organisation, forms[act]):
        return redirect("organisations:office_body", number=number)
    context = {
        "organisation": organisation,
        "people": queries.representatives_of(organisation),
        "invitations": queries.open_invitations(organisation),
        "steps": queries.decisions_on(organisation),
        "appoint": forms["appoint"],
        "invite": forms["invite"],
        "verify": forms["verify"],
        "failed": forms.get(act),
    }
    return render(request, "organisations/office_body.html", context, status=422 if act else 200)


def _appoint(request: HttpRequest, organisation: Organisation, form: Any) -> bool:
    if not form.is_valid():
        return False
    data = form.cleaned_data
    appoint_representative(
        data["email"],
        organisation.party,
        by=request.user,
        title=data["title"],
        is_administrator=data["is_administrator"] or None,
    )
    messages.success(request, _("Appointed."))
    return True


def _verify(request: HttpRequest, organisation: Organisation, form: Any) -> bool:
    """It is verified, or not any more: whichever it is not now."""
    if not form.is_valid():
        return False
    reason = form.cleaned_data["reason"]
    if request.POST.get("withdraw"):
        actions.withdraw_verification(organisation, by=request.user, reason=reason)
        messages.success(request, _("Nobody speaks in its name until it is verified again."))
    else:
        actions.verify(organisation, by=request.user, note=reason)
        messages.success(request, _("Verified: those who represent it speak in its name."))
    return True


ACTS: dict[str, Callable[[HttpRequest, Organisation, Any], bool]] = {
    "appoint": _appoint,
    "invite": invited,
    "verify": _verify,
}


@in_office
@require_http_methods(["GET", "POST"])
def representative(request: HttpRequest, number: int, person: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.select_related("party"), pk=number)
    page = Page(request, organisation, person_of(organisation, person))
    if page.is_done():
        return redirect("organisations:office_body", number=number)
    return page.shown(in_office=True)
