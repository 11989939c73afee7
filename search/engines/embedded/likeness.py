"""Texts that say the same."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from math import sqrt

from search.analyse import analyse
from search.engines.base import Similar
from search.engines.embedded import reading
from search.engines.embedded.matching import any_of, frequencies, idf, known_stems, rarest_grams, size

# Of a whole text, the words and 3-grams that are rare enough to look for.
RAREST_STEMS = 40
CANDIDATES = 100


def similar(
    index: sqlite3.Connection, text: str, *, kinds: frozenset[str], without: frozenset[str], limit: int
) -> list[Similar]:
    analysis = analyse(text)
    numbers = _near_texts(index, analysis.stems, analysis.grams)
    scores = _cosines(index, analysis.grams, numbers)
    ranked = sorted(scores, key=lambda number: (-scores[number], number))
    found = zip(reading.documents(index, ranked), ranked, strict=True)
    chosen = [
        Similar(document, round(scores[number], 4))
        for document, number in found
        if document.key not in without and (not kinds or document.kind in kinds)
    ]
    return chosen[:limit]


def _near_texts(index: sqlite3.Connection, stems: list[str], all_grams: list[str]) -> list[int]:
    known = known_stems(index, dict.fromkeys(stems))
    rare_stems = sorted(known, key=lambda each: known[each])[:RAREST_STEMS]
    return sorted({*_best(index, "stems", rare_stems), *_with_rarest_grams(index, all_grams)})


def _with_rarest_grams(index: sqlite3.Connection, all_grams: list[str] | tuple[str, ...]) -> list[int]:
    known = frequencies(index, dict.fromkeys(all_grams))
    return _best(index, "grams", rarest_grams(known))


def _best(index: sqlite3.Connection, table: str, tokens: list[str]) -> list[int]:
    if not tokens:
        return []
    rows = index.execute(
        f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT ?",  # noqa: S608
        (any_of(tokens), CANDIDATES),
    )
    return [row["rowid"] for row in rows]


def _cosines(index: sqlite3.Connection, asked: list[str], numbers: list[int]) -> dict[int, float]:
    rows = index.execute(
        "SELECT rowid, text FROM grams WHERE rowid IN (SELECT value FROM json_each(?))", (json.dumps(numbers),)
    ).fetchall()
    texts = {row["rowid"]: row["text"].split() for row in rows}
    every = set(asked).union(*texts.values())
    known, documents = frequencies(index, every), size(index)
    weights = {gram: idf(documents, known.get(gram, 0)) for gram in every}
    return {number: cosine(asked, text, weights) for number, text in texts.items()}


def cosine(one: list[str], other: list[str], weights: dict[str, float]) -> float:
    mine, theirs = _vector(one, weights), _vector(other, weights)
    product = sum(weight * theirs[gram] for gram, weight in mine.items() if gram in theirs)
    return product / (_length(mine) * _length(theirs)) if product else 0.0


def _vector(tokens: list[str], weights: dict[str, float]) -> dict[str, float]:
    return {gram: times * weights[gram] for gram, times in Counter(tokens).items()}


def _length(vector: dict[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in vector.values()))
