"""What somebody typed into a form that was refused for its stale token: given back to them, to be sent again.

Only to a page of this very site: a stranger's page must not have its words shown, or sent at one press, in a reader's
name. Nothing of a form that holds a password or a code is ever given back, and nothing of the admin's forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from config.languages import PREFIX
from guard.gate import FIELDS as PROOFS

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (the name of a field)
SECRET = re.compile(r"passw|secret|token|otp|(^|_)pin$|^(code|login)$", re.IGNORECASE)
MOST_FIELDS, LONGEST = 60, 100_000
# What is longer than this was typed, and is worth a look before it is sent again.
SHORT = 60


@dataclass(frozen=True)
class Carried:
    """One field. `is_text`: shown to be read and changed; otherwise it travels along unseen."""

    name: str
    value: str

    @property
    def is_text(self) -> bool:
        return len(self.value) > SHORT or "\n" in self.value

    @property
    def is_secret(self) -> bool:
        return bool(SECRET.search(self.name))


def carried(request: HttpRequest) -> list[Carried]:
    """Empty where there is nothing to give back, or nobody to give it to."""
    if request.method != "POST" or not PREFIX.match(request.path) or not _is_from_here(request):
        return []
    # Whoever sends it again proves anew that they are no robot.
    fields = [field for field in typed(request) if field.name not in PROOFS]
    too_much = len(fields) > MOST_FIELDS or sum(len(field.value) for field in fields) > LONGEST
    return [] if too_much or any(field.is_secret for field in fields) else fields


def typed(request: HttpRequest) -> list[Carried]:
    """All of it, whoever sent it and whatever it is."""
    try:
        return [
            Carried(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values if value
        ]
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return []


def _is_from_here(request: HttpRequest) -> bool:
    """As the browser says; one that says nothing is not believed."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
