"""What stands between a press and what it sends: robots are asked for proof, and nobody sends without end.

A view calls `let_through` when all that was typed is right, just before its action. What does not get through is an
exception, which `config.middleware` answers with a page that has all that was typed, to be sent from there.
"""

from __future__ import annotations

from altcha_django import run_verification
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from guard import codes, limits, standing
from guard.limits import NotNow
from guard.senders import Sender

# What the page of the challenge sends besides what was typed.
WORK, CODE, WAY = "altcha", "guard_code", "guard_way"
FIELDS = {WORK, CODE, WAY}


class ProofWanted(NotNow):
    """A new account has to show first that no robot sends this. `fault`: why what it showed does not count."""

    def __init__(self, fault: str = "") -> None:
        super().__init__(fault or "no proof")
        self.fault = fault


def let_through(request: HttpRequest, what: str) -> None:
    """Count it. Whoever is new shows before that they are no robot; by a code alone, they may send less."""
    if not settings.GUARDED:
        return
    if not standing.is_new(request.user):
        limits.count(Sender.of(request), what)
        return
    by_work = _has_worked(request)
    limits.count(Sender.of(request), f"{what}_new", *([] if by_work else ["by_code"]))


def is_solved(payload: str) -> bool:
    """Whether the browser did its work, for a challenge of ours that is fresh and was not handed in before."""
    return run_verification(payload).verified


def _has_worked(request: HttpRequest) -> bool:
    """True for work that was done, False for a code that was right; raises `ProofWanted` for neither."""
    if payload := request.POST.get(WORK):
        if not is_solved(payload):
            raise ProofWanted(_("That check no longer counted: it had been used, or too much time had passed."))
        return True
    if request.POST.get(WAY) == "send":
        codes.send(request)
    elif CODE in request.POST:
        if codes.take(request, request.POST[CODE]):
            return False
        raise ProofWanted(_code_fault(request))
    raise ProofWanted


def _code_fault(request: HttpRequest) -> str:
    if codes.waits(request):
        return _("This is not the code that we sent. Look at the newest message.")
    return _("This code no longer counts. Ask for another.")
