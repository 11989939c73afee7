"""What opens by a reference and a code, without an account: the question for the code, and a file behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.codes import sender_of
from contributions import codes, opened
from contributions.downloads import given_out
from contributions.guardian_forms import CodeForm, ReferenceAndCodeForm
from contributions.models import Confirmation, Recording
from contributions.references import parse_reference

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from contributions.models import Attachment

Found = TypeVar("Found", Confirmation, Recording)


@dataclass(frozen=True)
class Door(Generic[Found]):
    """`name`: of its address, with a reference and without. `find`: what stands behind a reference. `wrong`: what is
    said where the code does not fit. `template` asks for the code."""

    name: str
    template: str
    find: Callable[[str | None], Found | None]
    wrong: Callable[[], str]

    def open(
        self, request: HttpRequest, reference: str, answer: Callable[[HttpRequest, Found], HttpResponseBase]
    ) -> HttpResponseBase:
        """Nothing is done by opening the page: scanners of mail open every link. The right code leads to the same
        address, which is open from then on; so does everything that is done there."""
        if "code" in request.POST or not reference:
            return self._try(request, reference)
        found = self.find(parse_reference(reference))
        if found is None or not opened.open_until(request, found):
            return self._closed(request, reference, found)
        if request.POST.get("step") == "close":
            opened.close(request, found)
            messages.success(request, _("Closed. Whoever wants to open it again needs the code."))
            return redirect(self.name, reference)
        return answer(request, found)

    def _try(self, request: HttpRequest, reference: str) -> HttpResponse:
        """A wrong code and a wrong reference look the same."""
        form = (CodeForm if reference else ReferenceAndCodeForm)(request.POST or None)
        if not form.is_valid():
            return self._ask(request, reference, form)
        wanted, sender = form.cleaned_data.get("reference", reference), sender_of(request)
        if not codes.may_try(wanted, sender):
            form.add_error("code", _("Too many attempts. Come back in an hour."))
            return self._ask(request, reference, form, status=429)
        found = self.find(parse_reference(wanted))
        if not codes.fits(form.cleaned_data["code"], found) or found is None:
            codes.count_try(wanted, sender)
            form.add_error("code", self.wrong() if reference else _misfit())
            return self._ask(request, reference, form)
        opened.hold_open(request, found)
        return redirect(self.name, found.contribution.reference)

    def _closed(self, request: HttpRequest, reference: str, found: Found | None) -> HttpResponse:
        """To whoever had it open it is said why they are asked; of what they pressed then, nothing is done."""
        was_open = found is not None and opened.close(request, found)
        if request.method == "POST":
            messages.warning(request, _("Nothing was changed. Enter the code again, and then choose once more."))
            return redirect(self.name, reference)
        if was_open:
            messages.warning(request, _("This page was open for a while and has closed. Enter the code again."))
        return self._ask(request, reference, CodeForm())

    def _ask(self, request: HttpRequest, reference: str, form: CodeForm, status: int = 0) -> HttpResponse:
        status = status or (422 if form.errors else 200)
        return render(request, self.template, {"form": form, "reference": reference}, status=status)


def _misfit() -> str:
    return _("Reference and code do not fit together, or the code no longer counts. Take both from the newest message.")


def file_behind_code(files: Sequence[Attachment], token: str) -> HttpResponseBase:
    """To whoever has shown the code a moment ago: no address is made that could be passed on."""
    chosen = [each for each in files if each.is_sound and str(each.token) == token]
    if not chosen:
        raise Http404
    return given_out(chosen[0])
