"""What is done with those who speak for a body: the same for its own administrators and for the office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from accounts.forms import ReasonField
from accounts.models import Organisation, Representation
from guard.gate import let_through
from organisations import actions
from organisations.actions.representing import is_last_administrator
from organisations.forms import InviteForm, NoteForm, TitleForm
from organisations.models import Invitation
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User


def invited(request: HttpRequest, organisation: Organisation, form: InviteForm) -> bool:
    """Whether a letter went out; why it did not stands beside the address."""
    if not form.is_valid():
        return False
    data, user = form.cleaned_data, cast("User", request.user)
    try:
        let_through(request, "representative")
        actions.invite(organisation, data["address"], by=user, title=data["title"])
    except IllegalStep as refusal:
        form.add_error("address", str(refusal))
        return False
    messages.success(request, _("The message is on its way."))
    return True


def taken_back(request: HttpRequest, organisation: Organisation) -> None:
    pk = request.POST["take_back"][:18]
    found = get_object_or_404(Invitation, organisation=organisation, pk=int(pk) if pk.isdecimal() else 0)
    actions.take_invitation_back(found, by=cast("User", request.user))
    messages.success(request, _("This invitation opens nothing any more."))


def person_of(organisation: Organisation, person: int) -> Representation:
    current = Representation.objects.filter(party=organisation.party_id).current()
    return get_object_or_404(current.select_related("user", "party__organisation"), pk=person)


class Page:
    """One person: their position, whether they administer the body, and removing them."""

    def __init__(self, request: HttpRequest, organisation: Organisation, person: Representation) -> None:
        self.request, self.organisation, self.person = request, organisation, person
        self.by = cast("User", request.user)
        act = request.POST.get("act", "")
        self.title = TitleForm(request.POST if act == "title" else None, initial={"title": person.title})
        self.removal = NoteForm(request.POST if act == "remove" else None)
        self.removal.fields["reason"] = ReasonField(help_text=_("The person reads it in the mail, in your words."))
        self.refusal: IllegalStep | None = None

    def is_done(self) -> bool:
        act = ACTS.get(self.request.POST.get("act", ""))
        try:
            told = act(self) if act else ""
        except IllegalStep as refusal:
            self.refusal = refusal
            return False
        if told:
            messages.success(self.request, told)
        return bool(told)

    def shown(self, **context: Any) -> HttpResponse:
        context |= {
            "organisation": self.organisation,
            "person": self.person,
            "title_form": self.title,
            "removal": self.removal,
            "refusal": self.refusal,
            "is_self": self.person.user_id == self.by.pk,
            "is_last": is_last_administrator(self.person, self.organisation),
        }
        has_errors = bool(self.title.errors or self.removal.errors)
        status = 409 if self.refusal else 422 if has_errors else 200
        return render(self.request, "organisations/representative.html", context, status=status)


def _change_title(page: Page) -> str:
    if not page.title.is_valid():
        return ""
    actions.change_title(page.person, page.title.cleaned_data["title"], by=page.by)
    return _("Saved.")


def _remove(page: Page) -> str:
    if not page.removal.is_valid():
        return ""
    actions.remove(page.person, by=page.by, reason=page.removal.cleaned_data["reason"])
    return _("Removed. The person is told by mail.")


def _make(page: Page) -> str:
    actions.make_administrator(page.person, by=page.by)
    return _("This person administers the organisation from now on.")


def _unmake(page: Page) -> str:
    actions.unmake_administrator(page.person, by=page.by)
    return _("This person administers the organisation no longer, and still speaks for it.")


ACTS = {"title": _change_title, "remove": _remove, "make": _make, "unmake": _unmake}
