"""The words of the index as they are written, for "did you mean"."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from search.analyse import grams, spellings
from search.distance import distance, is_near
from search.engines.embedded.matching import any_of, known_stems
from search.question import Question, telling_words
from search.stem import stem, without_prefix

CANDIDATES = 50


def learn(index: sqlite3.Connection, texts: Iterable[str]) -> None:
    for text in texts:
        for word, written in spellings(text).items():
            put = index.execute("INSERT OR IGNORE INTO spelling (word, written) VALUES (?, ?)", (word, written))
            if put.rowcount:
                index.execute(
                    "INSERT INTO spelling_grams (rowid, text) VALUES (?, ?)", (put.lastrowid, " ".join(grams(word)))
                )


def forget(index: sqlite3.Connection, texts: Iterable[str]) -> None:
    """Words that no document has any more: what was taken back must not come up as a suggestion."""
    for word in {word for text in texts for word in spellings(text)}:
        row = index.execute(
            "SELECT id FROM spelling WHERE word = ? AND word NOT IN (SELECT term FROM word_vocabulary WHERE term = ?)",
            (word, word),
        ).fetchone()
        if row:
            index.execute("DELETE FROM spelling WHERE id = ?", (row["id"],))
            index.execute("DELETE FROM spelling_grams WHERE rowid = ?", (row["id"],))


def corrections(index: sqlite3.Connection, question: Question) -> dict[str, str]:
    """For words whose stem no document has."""
    by_stem = {stem(word): word for word in telling_words(question) if not word.isdecimal()}
    unknown = by_stem.keys() - known_stems(index, by_stem).keys()
    nearest = {by_stem[each]: _nearest(index, by_stem[each]) for each in sorted(unknown)}
    return {word: written for word, written in nearest.items() if written}


def _nearest(index: sqlite3.Connection, word: str) -> str:
    """The one with the fewest slips; among equals the one that shares the rarest letters."""
    rows = index.execute(
        "SELECT word, written FROM spelling_grams JOIN spelling ON spelling.id = spelling_grams.rowid"
        " WHERE spelling_grams MATCH ? ORDER BY rank LIMIT ?",
        (any_of(grams(word)), CANDIDATES),
    ).fetchall()
    bare = without_prefix(word)
    near = [row for row in rows if is_near(bare, without_prefix(row["word"]))]
    return min(near, key=lambda row: distance(bare, without_prefix(row["word"])), default={"written": ""})["written"]
