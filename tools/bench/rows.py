"""What is visited: a row of the table each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

# A request that asks how many queries it takes, and the answer: how many, and by which process.
ASKED, TOLD, ANSWERED_BY = "X-Count-Queries", "X-Queries", "X-Process"
BARE_PAGE = "bare Wagtail page"
BARE_PAGE_SIGNED_IN = "bare Wagtail page, signed in"
QUEUE = "/ar/office/moderation/"
SEARCH = f"/ar/search/?q={quote('النقل المدرسي')}"


@dataclass(frozen=True)
class Visit:
    """One request to one server. `session` is whose."""

    name: str
    server: str
    path: str
    session: str = ""
    host: str = "127.0.0.1"
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    # Visited several times a round, beside each other: a few hundredths are held of what they cost.
    is_weighed: bool = False

    @property
    def is_public(self) -> bool:
        return self.server != "bare" and not self.form and "/office/" not in self.path

    def body(self) -> str | None:
        """Each press of a button has a key of its own."""
        return urlencode(dict(self.form) | {"submission_key": str(uuid4())}) if self.form else None


def rows(small: Mapping[str, Any], large: Mapping[str, Any], *, is_brief: bool) -> list[Visit]:
    return [
        Visit("bare Django view", "bare", "/view/"),
        Visit(BARE_PAGE, "bare", "/", host="bare.localhost", is_weighed=True),
        Visit(BARE_PAGE_SIGNED_IN, "bare", "/", host="bare.localhost", session=small["citizen"], is_weighed=True),
        Visit("home", "small", "/ar/"),
        Visit("policy", "small", f"/ar/{small['policy']}"),
        *_consultations(small),
        *(
            Visit(f"suggestion, {count} comments", "small", f"/ar/{path}")
            for count, path in small["suggestions"].items()
        ),
        Visit("suggestion list, 100", "small", "/ar/suggestions/"),
        Visit("suggestion list, 10,000", "large", "/ar/suggestions/"),
        Visit("suggestion list, last page of 10,000", "large", "/ar/suggestions/?page=500"),
        Visit("search, the demonstration", "small", SEARCH),
        *([] if is_brief else [Visit("search, 10,000 suggestions", "large", SEARCH)]),
        _comment(large),
        Visit("moderation queue, 50", "small", QUEUE, session=small["moderator"], is_weighed=True),
        Visit("moderation queue, 5,000", "large", QUEUE, session=large["moderator"], is_weighed=True),
    ]


def _consultations(small: Mapping[str, Any]) -> list[Visit]:
    found = []
    for count, path in small["consultations"].items():
        name = f"consultation, {int(count):,} comments"
        found.append(Visit(name, "small", f"/ar/{path}", is_weighed=count in ("20", "2000")))
        found.append(Visit(f"{name}, signed in", "small", f"/ar/{path}", session=small["citizen"]))
        if count == "200":
            found.append(Visit(f"{name}, compressed", "small", f"/ar/{path}", headers={"Accept-Encoding": "gzip"}))
        if count == "2000":
            found.append(Visit(f"{name}, with caches", "keeping", f"/ar/{path}"))
    return found


def _comment(large: Mapping[str, Any]) -> Visit:
    form = {"body": "أؤيد النص كما هو.", "stance": "for", "voice": str(large["voice"]), "consent": "on"}
    form["notice"] = str(large["notice"])
    path = f"/ar/contributions/comment/{large['discussion']}/"
    return Visit("posting a comment", "large", path, session=large["citizen"], form=form, status=302)
