"""What opens by a reference and a code, without an account: the question for the code, and a file behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.codes import sender_of
from contributions import codes
from contributions.downloads import given_out
from contributions.guardian_forms import CodeForm
from contributions.references import parse_reference

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from contributions.models import Attachment

Found = TypeVar("Found")


@dataclass(frozen=True)
class Door(Generic[Found]):
    """`look_up`: what stands behind a reference and a code. `wrong`: what is said where nothing does. `template` asks
    for the code."""

    template: str
    look_up: Callable[[str | None, str], Found | None]
    wrong: Callable[[], str]

    def open(
        self, request: HttpRequest, reference: str, answer: Callable[[HttpRequest, Found], HttpResponseBase]
    ) -> HttpResponseBase:
        """A wrong code and a wrong reference look the same, and nothing is done by opening the page: scanners of mail
        open every link. The code stands in no address."""
        form = CodeForm(request.POST or None)
        if request.method == "GET" or not form.is_valid():
            return self._ask(request, reference, form)
        sender = sender_of(request)
        if not codes.may_try(reference, sender):
            form.add_error("code", _("Too many attempts. Come back in an hour."))
            return self._ask(request, reference, form, status=429)
        found = self.look_up(parse_reference(reference), form.cleaned_data["code"])
        if found is None:
            codes.count_try(reference, sender)
            form.add_error("code", self.wrong())
            return self._ask(request, reference, form)
        return answer(request, found)

    def _ask(self, request: HttpRequest, reference: str, form: CodeForm, status: int = 0) -> HttpResponse:
        status = status or (422 if form.errors else 200)
        return render(request, self.template, {"form": form, "reference": reference}, status=status)


def file_behind_code(files: Sequence[Attachment], token: str) -> HttpResponseBase:
    """To whoever has shown the code a moment ago: no address is made that could be passed on."""
    chosen = [each for each in files if each.is_sound and str(each.token) == token]
    if not chosen:
        raise Http404
    return given_out(chosen[0])
