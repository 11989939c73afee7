"""What somebody has typed and not sent: in their own session under the key of the press, so that going back, loading
again and signing in again find it. Signing out, sending and a day without a press end it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from config.languages import current_language, path_in
from contributions.models import Kind

SLOT = "drafts"
# A session is no library: the oldest makes room.
MOST = 5
SECONDS_KEPT = 24 * 60 * 60
# Ten times what any form takes, so that an author can still shorten it.
LONGEST_FIELD = 50_000

Drafts = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Begun:
    """What somebody may go on with, and where."""

    key: str
    kind: Kind
    path: str
    words: str


def keep(request: HttpRequest, key: object, typed: Mapping[str, str], *, kind: Kind, path: str) -> None:
    """`path`: where its author goes on with it."""
    others = {name: draft for name, draft in _fresh(request).items() if name != str(key)}
    newest = dict(list(others.items())[1 - MOST :])
    fields = {name: value[:LONGEST_FIELD] for name, value in typed.items()}
    request.session[SLOT] = newest | {str(key): {"at": int(time.time()), "typed": fields, "kind": kind, "path": path}}


def kept(request: HttpRequest, key: object) -> dict[str, str]:
    """Empty where there is nothing, or nothing any more."""
    draft = _fresh(request).get(str(key))
    return dict(draft["typed"]) if draft else {}


def begun(request: HttpRequest) -> list[Begun]:
    """All that has words and was not sent; the newest first."""
    found = [
        Begun(key, Kind(draft["kind"]), path_in(current_language(), draft["path"]), words)
        for key, draft in _fresh(request).items()
        if "path" in draft and (words := draft["typed"].get("title") or draft["typed"].get("body", "")).strip()
    ]
    return found[::-1]


def drop(request: HttpRequest, key: object) -> None:
    """Sent, or given up."""
    drafts = request.session.get(SLOT, {})
    if drafts.pop(str(key), None) is not None:
        request.session[SLOT] = drafts


def _fresh(request: HttpRequest) -> Drafts:
    drafts: Drafts = request.session.get(SLOT, {})
    fresh = {key: draft for key, draft in drafts.items() if draft["at"] > time.time() - SECONDS_KEPT}
    if len(fresh) < len(drafts):
        request.session[SLOT] = fresh
    return fresh
