"""The clauses of a published version as HTML. What is published never changes, so each process writes it once.

Only the ministry's own frozen words stand here. What people said beside them is written for each request anew: it may
be held back or removed at any moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
class Edition:
    """A version as one kind of reader gets it: in their language, at its address, with or without the links to take
    part. `clauses` follow from the rest."""

    version: int
    hash: str
    published_at: datetime
    language: str
    path: str
    is_open: bool
    clauses: tuple[ClauseVersion, ...] = field(compare=False, repr=False)


@dataclass(frozen=True)
class Written:
    """`opening`: the section up to its margin; `entry`: its line in the contents; `label`: its margin's name."""

    opening: SafeString
    entry: SafeString
    label: SafeString


def written(
    version: DraftVersion, clauses: Sequence[ClauseVersion], *, path: str, is_open: bool
) -> Mapping[str, Written]:
    """{key of a clause: its HTML}"""
    return _written(
        Edition(
            version.pk,
            version.hash,
            version.published_at,
            "ar" if reads_arabic() else "en",
            path,
            is_open,
            tuple(clauses),
        )
    )


@lru_cache(maxsize=EDITIONS)
def _written(edition: Edition) -> Mapping[str, Written]:
    return {clause.key: _clause(clause, edition) for clause in edition.clauses}


def _clause(clause: ClauseVersion, edition: Edition) -> Written:
    other = "en" if edition.language == "ar" else "ar"
    other_path = edition.path.replace(f"/{edition.language}/", f"/{other}/", 1)
    context = {"clause": clause, "edition": edition, "other_language": other, "other_path": other_path}
    opening, entry, label = (
        SafeString(render_to_string(f"consultations/parts/{name}.html", context).strip())
        for name in ("clause_text", "clause_entry", "clause_label")
    )
    return Written(opening, entry, label)
