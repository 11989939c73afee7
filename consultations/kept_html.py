"""The HTML of a version's clauses as it is kept beside them: written when the version is published, read by each
request.

It follows from the frozen text and from our own markup, so it may be thrown away at any time: where a row is missing,
or was written in another hand than this process writes, the page writes its own.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from django.db.models import F

from config import markup
from config.kept import kept
from config.prepared import prepared
from consultations import frozen_html
from consultations.frozen_html import EDITIONS, HERE, THERE, Edition, WrittenClause, write
from consultations.models.draft import ClauseKind, ClauseVersion, DraftHtml
from policies import wording
from policies.wording import reads_arabic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from consultations.models.draft import DraftVersion

MOST_KEPT = 64


@dataclass(frozen=True)
class Kept:
    """What tells a published version from every other; the version itself follows from it."""

    version: int
    hash: str
    published_at: datetime


def written(version: DraftVersion, *, path: str, is_open: bool) -> tuple[WrittenClause, ...]:
    """Each clause, with the key of its discussion, and its HTML; `path` is the page's address with the language."""
    shown = Kept(version.pk, version.hash, version.published_at)
    return _written(shown, Edition("ar" if reads_arabic() else "en", is_open), path)


@kept(MOST_KEPT)
def _written(version: Kept, edition: Edition, path: str) -> tuple[WrittenClause, ...]:
    stored = dict(_stored(version.version, edition.language, is_open=edition.is_open))
    text = stored.get(hand()) or as_stored(write(clauses_of(version.version), edition))
    return tuple(map(WrittenClause._make, json.loads(_at(path, edition.language, text))))


@prepared
def _stored(version: int, language: str, *, is_open: bool) -> QuerySet[Any]:
    html = DraftHtml.objects.filter(version=version, language=language, is_open=is_open)
    return html.values_list("hand", "clauses")


def clauses_of(version: int) -> QuerySet[ClauseVersion]:
    clauses = ClauseVersion.objects.filter(version=version).order_by("position")
    return clauses.annotate(discussion=F("clause_key__discussion"))


def as_stored(clauses: Iterable[WrittenClause]) -> str:
    return json.dumps(list(clauses), ensure_ascii=False, separators=(",", ":"))


def _at(path: str, language: str, text: str) -> str:
    other = "en" if language == "ar" else "ar"
    there = path.replace(f"/{language}/", f"/{other}/", 1)
    return text.replace(HERE, _in_json(path)).replace(THERE, _in_json(there))


def _in_json(path: str) -> str:
    """As it stands in an attribute, within a string of JSON."""
    return json.dumps(escape(path))[1:-1]


@cache
def hand() -> str:
    """The hand in which this process writes: other markup of ours, or another sentence, is another hand."""
    ours = [inspect.getsource(module) for module in (frozen_html, markup, wording)]
    specimen = [as_stored(write(_specimen(), edition)) for edition in EDITIONS]
    return hashlib.sha256("\n".join(ours + specimen).encode()).hexdigest()


def _specimen() -> list[ClauseVersion]:
    """A chapter; clauses with a number and without, changed and new, without English and with English of before."""
    said = {"body_ar": "نص", "body_en": "Text", "heading_ar": "عنوان", "heading_en": "Heading", "changed_in": 1}
    facts: list[dict[str, Any]] = [
        {"kind": ClauseKind.SECTION, "body_ar": ""},
        {"kind": ClauseKind.SECTION},
        {"changed_in": 2},
        {"changed_in": 2, "introduced_in": 2},
        {"body_en": "", "heading_en": ""},
        {"english_from_hash": "before"},
        {"body_ar": "نص " * 20, "heading_ar": ""},
    ]
    numbered = {"kind": ClauseKind.CLAUSE, "number": "1", "introduced_in": 1}
    clauses = [ClauseVersion(**(said | numbered | each), key=f"part-{place}") for place, each in enumerate(facts)]
    for clause in clauses:
        clause.discussion = 0  # type: ignore[attr-defined]
    return clauses
