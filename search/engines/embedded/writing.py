"""Putting documents into the index and taking them out."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from search.analyse import Analysis, analyse
from search.documents import SearchDocument
from search.engines.embedded import spelling

# Between parts of a document that do not follow one another: no question can contain it, so no phrase spans it.
BREAK = " ¶ "

# A title's 3-grams count as often as this, as its stems do (`matching.TITLE_WEIGHT`).
TITLE_TIMES = 2

COLUMNS = "key, kind, path, title_ar, title_en, body_ar, body_en, reference, party, date, grams"


def put(index: sqlite3.Connection, documents: Iterable[SearchDocument]) -> None:
    frequencies: Counter[str] = Counter()
    for document in documents:
        frequencies.update(_put_one(index, document))
    _count(index, frequencies)


def take_out(index: sqlite3.Connection, keys: Iterable[str]) -> None:
    frequencies: Counter[str] = Counter()
    for key in keys:
        frequencies.subtract(_take_out_one(index, key))
    _count(index, frequencies)


def scrub(index: sqlite3.Connection) -> None:
    """A word that was taken out stays in its list, marked as gone, until FTS5 writes the whole list anew."""
    for table in ("stems", "words", "grams", "spelling_grams"):
        index.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
    index.execute("DELETE FROM frequency WHERE documents <= 0")


def _put_one(index: sqlite3.Connection, document: SearchDocument) -> set[str]:
    """Answers the distinct 3-grams that it brought."""
    title, body = _analysed(document)
    grams = title.grams * TITLE_TIMES + body.grams
    number = index.execute(
        f"INSERT INTO document ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (*_columns(document), len(grams)),
    ).lastrowid
    index.executemany("INSERT INTO facet VALUES (?, ?, ?)", [(number, *pair) for pair in document.facets.items()])
    for table, title_tokens, body_tokens in [("stems", title.stems, body.stems), ("words", title.words, body.words)]:
        index.execute(
            f"INSERT INTO {table} (rowid, title, body) VALUES (?, ?, ?)",  # noqa: S608
            (number, " ".join(title_tokens), " ".join(body_tokens)),
        )
    index.execute("INSERT INTO grams (rowid, text) VALUES (?, ?)", (number, " ".join(grams)))
    spelling.learn(index, _texts(document))
    return set(grams)


def _take_out_one(index: sqlite3.Connection, key: str) -> set[str]:
    """Answers the distinct 3-grams that went with it."""
    row = index.execute(
        "SELECT * FROM document JOIN grams ON grams.rowid = document.id WHERE key = ?", (key,)
    ).fetchone()
    if row is None:
        return set()
    for table, column in [
        *[("stems", "rowid"), ("words", "rowid"), ("grams", "rowid")],
        *[("facet", "document"), ("document", "id")],
    ]:
        index.execute(f"DELETE FROM {table} WHERE {column} = ?", (row["id"],))  # noqa: S608
    spelling.forget(index, [row[name] for name in ("title_ar", "title_en", "body_ar", "body_en", "party")])
    return set(row["text"].split())


def _count(index: sqlite3.Connection, frequencies: Counter[str]) -> None:
    """In how many documents each 3-gram is: reading it from fts5vocab walks the whole list of documents."""
    index.executemany(
        "INSERT INTO frequency VALUES (?, ?)"
        " ON CONFLICT (gram) DO UPDATE SET documents = documents + excluded.documents",
        frequencies.items(),
    )


def _columns(document: SearchDocument) -> tuple[str | None, ...]:
    return (
        *(document.key, document.kind, document.path, document.title_ar, document.title_en),
        *(document.body_ar, document.body_en, document.reference, document.party),
        document.date.isoformat() if document.date else None,
    )


def _texts(document: SearchDocument) -> list[str]:
    return [document.title_ar, document.title_en, document.body_ar, document.body_en, document.party]


def _analysed(document: SearchDocument) -> tuple[Analysis, Analysis]:
    title = _joined([document.title_ar, document.title_en])
    body = _joined([document.body_ar, document.body_en, *document.parties, document.reference])
    return title, body


def _joined(parts: list[str]) -> Analysis:
    """Analysed part by part, with a break between their words."""
    analyses = [analyse(part) for part in parts if part]
    words: list[str] = []
    for number, analysis in enumerate(analyses):
        words += [BREAK.strip(), *analysis.words] if number else analysis.words
    return Analysis(
        words,
        [stem for analysis in analyses for stem in analysis.stems],
        [gram for analysis in analyses for gram in analysis.grams],
    )
