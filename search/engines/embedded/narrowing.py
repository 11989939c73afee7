"""From all that matched to what the reader's filters leave, and what each filter would lead to."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict

from search.engines.base import Counts, Narrowing

HAS = """EXISTS (
    SELECT 1 FROM facet WHERE document = document.id AND name = ? AND value IN (SELECT value FROM json_each(?))
)"""


def leave_out(index: sqlite3.Connection, keys: frozenset[str]) -> None:
    index.execute(
        "DELETE FROM matched WHERE id IN (SELECT id FROM document WHERE key IN (SELECT value FROM json_each(?)))",
        (json.dumps(sorted(keys)),),
    )


def narrow(index: sqlite3.Connection, narrowing: Narrowing) -> int:
    """Fills `narrowed` and counts it."""
    where, values = _where(narrowing)
    index.execute(
        f"INSERT INTO narrowed SELECT id, score, by_stems, date FROM matched JOIN document USING (id) WHERE {where}",  # noqa: S608
        values,
    )
    return index.execute("SELECT count(*) FROM narrowed").fetchone()[0]


def counts(index: sqlite3.Connection, narrowing: Narrowing) -> Counts:
    """An applied facet is counted without itself: its other values are alternatives that would add to the results."""
    found = _counted(index, "SELECT id FROM narrowed", [])
    for name in narrowing.facets:
        where, values = _where(narrowing, but=name)
        found[name] = _counted(
            index,
            f"SELECT document.id FROM matched JOIN document USING (id) WHERE {where}",  # noqa: S608
            values,
            only=name,
        ).get(name, {})
    return found


def _counted(index: sqlite3.Connection, among: str, values: list[str], *, only: str = "") -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows = index.execute(
        f"SELECT name, value, count(*) FROM facet WHERE document IN ({among}) AND (? = '' OR name = ?)"  # noqa: S608
        " GROUP BY name, value ORDER BY count(*) DESC, value",
        [*values, only, only],
    )
    for name, value, count in rows:
        found[name][value] = count
    return dict(found)


def _where(narrowing: Narrowing, *, but: str = "") -> tuple[str, list[str]]:
    conditions, values = ["1"], []
    for name, chosen in narrowing.facets.items():
        if name != but:
            conditions.append(HAS)
            values += [name, json.dumps(sorted(chosen))]
    for condition, day in [("date >= ?", narrowing.since), ("date <= ?", narrowing.until)]:
        if day:
            conditions.append(condition)
            values.append(day.isoformat())
    return " AND ".join(conditions), values
