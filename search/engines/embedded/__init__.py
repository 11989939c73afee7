"""The engine that needs no server: SQLite's FTS5 in a file of its own, whichever database the product is on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import islice

from search.documents import SearchDocument
from search.engines.base import EngineUnavailableError, Found, Narrowing, Similar
from search.engines.embedded import file, likeness, matching, narrowing, ranking, reading, spelling, writing
from search.question import Question

BATCH = 500


class EmbeddedEngine:
    def find(self, question: Question, wanted: Narrowing, *, order: str, page: int, size: int) -> Found:
        with file.snapshot() as index:
            is_apart = matching.match(index, question)
            narrowing.leave_out(index, wanted.without)
            total = narrowing.narrow(index, wanted)
            page = max(1, min(page, -(-total // size)))
            numbers = self._page(index, question, order, (page - 1) * size, size)
            return Found(total, page, reading.documents(index, numbers), narrowing.counts(index, wanted), is_apart)

    def similar(self, text: str, *, kinds: frozenset[str], without: frozenset[str], limit: int) -> list[Similar]:
        with file.snapshot() as index:
            return likeness.similar(index, text, kinds=kinds, without=without, limit=limit)

    def corrections(self, question: Question) -> dict[str, str]:
        with file.snapshot() as index:
            return spelling.corrections(index, question)

    def write(self, documents: Iterable[SearchDocument], *, gone: Iterable[str] = ()) -> None:
        listed = list(documents)
        index = file.connection()
        with file.transaction(index):
            writing.take_out(index, [*gone, *(document.key for document in listed)])
            writing.put(index, listed)

    def scrub(self) -> None:
        index = file.connection()
        with file.transaction(index):
            writing.scrub(index)
        file.empty_log(index)

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        generation = file.new_generation()
        index = file.create(generation)
        try:
            held = self._fill(index, documents)
        except BaseException:
            index.close()
            file.discard(generation)
            raise
        index.close()
        file.swap_in(generation)
        return held

    def needs_rebuild(self) -> bool:
        try:
            with file.snapshot() as index:
                return reading.built_by(index) != file.FINGERPRINT
        except EngineUnavailableError:
            return True

    def writing(self, *, wait: bool) -> AbstractContextManager[bool]:
        return file.lock(wait=wait)

    def _page(self, index: sqlite3.Connection, question: Question, order: str, start: int, size: int) -> list[int]:
        if order == "date":
            return reading.newest(index, start, size)
        best = ranking.by_relevance(index, question.grams)
        numbers = best[start : start + size]
        return numbers + reading.beyond(index, best, max(0, start - len(best)), size - len(numbers))

    def _fill(self, index: sqlite3.Connection, documents: Iterable[SearchDocument]) -> int:
        held = 0
        for batch in _batches(documents):
            with file.transaction(index):
                writing.put(index, batch)
            held += len(batch)
        with file.transaction(index):
            index.execute("INSERT INTO meta VALUES ('fingerprint', ?)", (file.FINGERPRINT,))
        return held


def _batches(documents: Iterable[SearchDocument]) -> Iterator[list[SearchDocument]]:
    remaining = iter(documents)
    while batch := list(islice(remaining, BATCH)):
        yield batch
