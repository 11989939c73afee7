"""The clauses of a published version, and their HTML. What is published never changes, so each process reads and writes
it once.

Only the ministry's own frozen words stand here. What people said beside them is written for each request anew: it may
be held back or removed at any moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from policies.wording import reads_arabic

if TYPE_CHECKING:
    from consultations.models.draft import ClauseVersion, DraftVersion

EDITIONS = 64


@dataclass(frozen=True)
class Kept:
    """What tells a published version from every other; the version itself follows from it."""

    version: int
    hash: str
    published_at: datetime
    source: DraftVersion = field(compare=False, repr=False)


@dataclass(frozen=True)
class Edition:
    """A version as one kind of reader gets it: in their language, at its address, with or without the links to take
    part."""

    kept: Kept
    language: str
    path: str
    is_open: bool


@dataclass(frozen=True)
class Written:
    """`opening`: the section up to its margin; `entry`: its line in the contents; `label`: its margin's name."""

    opening: SafeString
    entry: SafeString
    label: SafeString


def clauses_of(version: DraftVersion) -> tuple[ClauseVersion, ...]:
    """With their discussions. Other requests read the same rows: nothing is written on them."""
    return _clauses(_kept(version))


def written(version: DraftVersion, *, path: str, is_open: bool) -> Mapping[str, Written]:
    """{key of a clause: its HTML}"""
    return _written(Edition(_kept(version), "ar" if reads_arabic() else "en", path, is_open))


def _kept(version: DraftVersion) -> Kept:
    return Kept(version.pk, version.hash, version.published_at, version)


@lru_cache(maxsize=EDITIONS)
def _clauses(kept: Kept) -> tuple[ClauseVersion, ...]:
    return tuple(kept.source.clauses.select_related("clause_key__discussion"))


@lru_cache(maxsize=EDITIONS)
def _written(edition: Edition) -> Mapping[str, Written]:
    return {clause.key: _clause(clause, edition) for clause in _clauses(edition.kept)}


def _clause(clause: ClauseVersion, edition: Edition) -> Written:
    other = "en" if edition.language == "ar" else "ar"
    other_path = edition.path.replace(f"/{edition.language}/", f"/{other}/", 1)
    context = {"clause": clause, "edition": edition, "other_language": other, "other_path": other_path}
    opening, entry, label = (
        SafeString(render_to_string(f"consultations/parts/{name}.html", context).strip())
        for name in ("clause_text", "clause_entry", "clause_label")
    )
    return Written(opening, entry, label)
