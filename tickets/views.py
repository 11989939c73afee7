"""The officers' desk and the public look-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from contributions.references import spoken
from guard.limits import count
from guard.senders import Sender
from tickets import actions, permissions, queries
from tickets.forms import CancelForm, FilterForm, FinishForm, LookUpForm, ReferForm
from tickets.models import Ticket
from workflow.errors import IllegalStep

PER_PAGE = 20
FORMS: dict[str, type[forms.Form]] = {"refer": ReferForm, "finish": FinishForm, "cancel": CancelForm}


@require_http_methods(["GET", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Where a ticket stands, by its number alone. POST, so that no number stays in an address or a log."""
    form = LookUpForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST":
        count(Sender.of(request), "look_up")  # guessing eleven digits must not become worthwhile
        context |= _found(form) if form.is_valid() else {}
    return render(request, "tickets/look_up.html", context)


def _found(form: LookUpForm) -> dict[str, Any]:
    reference = form.cleaned_data["reference"]
    found = queries.public_status(reference)
    if found is not None:
        return {"spoken_reference": spoken(reference), "found": found}
    contribution = queries.published_contribution(reference)
    if contribution is not None:
        return {"reference": reference, "contribution": contribution}
    form.add_error("reference", _("We know no ticket with this number. Check the number in the message we sent you."))
    return {}


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    if not permissions.can_see_tickets(request.user):
        raise PermissionDenied
    form = FilterForm(request.GET)
    form.is_valid()
    chosen = {name: form.cleaned_data.get(name, "") for name in ("scope", "status")}
    tickets = queries.desk(request.user, overdue=bool(form.cleaned_data.get("overdue")), **chosen)
    page = Paginator(tickets, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "query": f"{query.urlencode()}&" if query else ""}
    return render(request, "tickets/desk.html", context)


@login_required
@require_GET
def ticket(request: HttpRequest, reference: str) -> HttpResponse:
    return _work_page(request, permissions.access_ticket(request.user, reference))


@login_required
@require_POST
def take(request: HttpRequest, reference: str) -> HttpResponse:
    return _take_step(request, reference, "take", permissions.can_work, _("The ticket is now yours."))


@login_required
@require_POST
def start(request: HttpRequest, reference: str) -> HttpResponse:
    done = _("Work has begun, and the authors have been told.")
    return _take_step(request, reference, "start", permissions.can_handle, done)


@login_required
@require_POST
def refer(request: HttpRequest, reference: str) -> HttpResponse:
    return _take_step(request, reference, "refer", permissions.can_work, _("The ticket was referred."))


@login_required
@require_POST
def finish(request: HttpRequest, reference: str) -> HttpResponse:
    done = _("The ticket is done, and the authors have been told.")
    return _take_step(request, reference, "finish", permissions.can_handle, done)


@login_required
@require_POST
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    return _take_step(request, reference, "cancel", permissions.can_work, _("The ticket was cancelled."))


def _take_step(
    request: HttpRequest, reference: str, name: str, is_allowed: Callable[[Any, Ticket], bool], done: str
) -> HttpResponse:
    """What the five steps share. A step that came too late shows the page as it is now, with what was typed."""
    ticket = permissions.access_ticket(request.user, reference)
    if not is_allowed(request.user, ticket):
        raise PermissionDenied
    form = _form(name, request.POST)
    if form is not None and not form.is_valid():
        return _work_page(request, ticket, {name: form}, status=422)
    try:
        getattr(actions, name)(ticket, by=request.user, **(form.cleaned_data if form else {}))
    except IllegalStep as refusal:
        ticket = permissions.access_ticket(request.user, reference)
        return _work_page(request, ticket, {name: form} if form else {}, refusal, status=409)
    messages.success(request, done)
    # Referring it away may take it out of the officer's sight.
    may_stay = permissions.visible_to(request.user).filter(pk=ticket.pk).exists()
    return redirect("tickets:ticket", reference=reference) if may_stay else redirect("tickets:desk")


def _form(name: str, data: QueryDict | None = None) -> forms.Form | None:
    """Three of them stand on one page: each has its own ids."""
    return FORMS[name](data, auto_id=f"{name}_%s") if name in FORMS else None


def _work_page(
    request: HttpRequest,
    ticket: Ticket,
    typed: dict[str, forms.Form] | None = None,
    refusal: IllegalStep | None = None,
    status: int = 200,
) -> HttpResponse:
    typed = typed or {}
    context = {
        "ticket": ticket,
        "forms": {name: _form(name) for name in FORMS} | typed,
        "wrong": next(iter(typed), ""),
        "typed": next(iter(typed.values()), None),
        "refusal": refusal,
        "can_work": permissions.can_work(request.user, ticket),
        "can_handle": permissions.can_handle(request.user, ticket),
        "history": queries.history(ticket),
        "custodies": ticket.custodies.for_list(),
    }
    return render(request, "tickets/ticket.html", context, status=status)
