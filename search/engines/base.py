"""What search asks of an engine. Analysis is ours (`search.analyse`), so that every engine finds the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from search.documents import SearchDocument
from search.question import Question

Counts = Mapping[str, Mapping[str, int]]


class EngineUnavailableError(Exception):
    """The index cannot be read now; what waits to be indexed keeps waiting."""


@dataclass(frozen=True)
class Narrowing:
    """Values of one facet are alternatives, facets add up. `without` are keys that may not be shown."""

    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    without: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """One page of results. `counts` of a facet are what each of its values has, all other narrowing applied.
    `is_apart` where a phrase of the question stands nowhere, and its words were searched instead."""

    total: int
    page: int
    documents: list[SearchDocument]
    counts: Counts
    is_apart: bool = False


@dataclass(frozen=True)
class Similar:
    """`score` is between 0 and 1: the cosine of the two texts' weighted 3-grams."""

    document: SearchDocument
    score: float


class Engine(Protocol):
    def find(self, question: Question, narrowing: Narrowing, *, order: str, page: int, size: int) -> Found:
        """`order` is "relevance" or "date". A page beyond the last is the last."""

    def similar(self, text: str, *, kinds: frozenset[str], without: frozenset[str], limit: int) -> list[Similar]:
        """Texts that say the same, best first; it is for the caller to say from which score on they are alike."""

    def corrections(self, question: Question) -> dict[str, str]:
        """For the words of the question that nothing contains: the nearest one as it is written somewhere."""

    def write(self, documents: Iterable[SearchDocument], *, gone: Iterable[str] = ()) -> None:
        """Put these in, in place of what had their keys, and take those keys out: all or nothing, and durably."""

    def scrub(self) -> None:
        """Let nothing on the disk tell what was taken out. For whoever holds `writing`."""

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Write a new index beside the one in use and put it in its place; says how many it holds."""

    def needs_rebuild(self) -> bool:
        """Never built, lost, damaged, or built by another analysis."""

    def writing(self, *, wait: bool) -> AbstractContextManager[bool]:
        """One writer at a time, over all processes; False where another is at work and `wait` is not asked for."""
