"""Documents back out of the index, and pages of what matched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date

from search.documents import SearchDocument

COLUMNS = "document.id, key, kind, path, title_ar, title_en, body_ar, body_en, reference, party, date"
FACETS = "(SELECT json_group_object(name, value) FROM facet WHERE document = document.id) AS facets"


def documents(index: sqlite3.Connection, numbers: Sequence[int]) -> list[SearchDocument]:
    """In the order of the numbers."""
    marks = ", ".join("?" * len(numbers))
    rows = index.execute(f"SELECT {COLUMNS}, {FACETS} FROM document WHERE id IN ({marks})", list(numbers))  # noqa: S608
    found = {row["id"]: _document(row) for row in rows}
    return [found[number] for number in numbers]


def newest(index: sqlite3.Connection, start: int, size: int) -> list[int]:
    rows = index.execute(
        "SELECT id FROM narrowed ORDER BY date IS NULL, date DESC, score DESC, id LIMIT ? OFFSET ?", (size, start)
    )
    return [row["id"] for row in rows]


def beyond(index: sqlite3.Connection, best: Sequence[int], start: int, size: int) -> list[int]:
    """What matched but is not among the best, by its stems."""
    rows = index.execute(
        "SELECT id FROM narrowed WHERE id NOT IN (SELECT value FROM json_each(?))"
        " ORDER BY score DESC, id LIMIT ? OFFSET ?",
        (json.dumps(best), size, start),
    )
    return [row["id"] for row in rows]


def built_by(index: sqlite3.Connection) -> str:
    row = index.execute("SELECT value FROM meta WHERE name = 'fingerprint'").fetchone()
    return row["value"] if row else ""


def _document(row: sqlite3.Row) -> SearchDocument:
    return SearchDocument(
        **{name: row[name] for name in row.keys() if name not in {"id", "date", "facets"}},  # noqa: SIM118
        facets=json.loads(row["facets"]),
        date=date.fromisoformat(row["date"]) if row["date"] else None,
    )
