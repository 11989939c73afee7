"""The order of what matched: BM25 over stems, and over 3-grams with the same weight, for the best of them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

from search.engines.embedded.matching import frequencies, idf

# The best by stems that are ranked again, beside all that only 3-grams found.
WINDOW = 200
GRAM_WEIGHT = 1.0
K1, B = 1.2, 0.75  # as FTS5 has them


def by_relevance(index: sqlite3.Connection, grams: Sequence[str]) -> list[int]:
    """The best of `narrowed`, in order; what lies beyond follows by its stems alone."""
    scores = dict(
        index.execute(
            "SELECT id, score FROM narrowed WHERE by_stems ORDER BY score DESC, id LIMIT ?", (WINDOW,)
        ).fetchall()
    )
    scores |= dict(index.execute("SELECT id, score FROM narrowed WHERE NOT by_stems").fetchall())
    bonus = gram_scores(index, grams, list(scores))
    return sorted(scores, key=lambda number: (-scores[number] - GRAM_WEIGHT * bonus.get(number, 0.0), number))


def gram_scores(index: sqlite3.Connection, grams: Sequence[str], numbers: list[int]) -> dict[int, float]:
    """BM25 in Python: FTS5 would score all documents that share any 3-gram, which is nearly all there are."""
    documents, length = index.execute("SELECT documents, grams FROM total").fetchone()
    weights = {gram: idf(documents, having) for gram, having in frequencies(index, grams).items()}
    average = length / max(documents, 1)
    return {number: _bm25(text, weights, average) for number, text in _texts(index, numbers)}


def _texts(index: sqlite3.Connection, numbers: list[int]) -> list[tuple[int, str]]:
    marks = ", ".join("?" * len(numbers))
    return index.execute(f"SELECT rowid, text FROM grams WHERE rowid IN ({marks})", numbers).fetchall()  # noqa: S608


def _bm25(text: str, weights: dict[str, float], average: float) -> float:
    every = text.split()
    length = K1 * (1 - B + B * len(every) / average)
    times = Counter(filter(weights.__contains__, every))
    return sum(weights[gram] * count * (K1 + 1) / (count + length) for gram, count in times.items())
