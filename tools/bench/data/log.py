"""A log of a first month and one as long as it may become: what sealing and proving cost in each.

`python -m tools.bench.data log NOTES` in a database of its own, where nothing else happened. A million decisions
through the actions would take hours: entries, leaves and nodes are copied in as the sealer would have written them,
and the product's own verifier then reads all of them.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from io import StringIO
from random import Random
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.models import Max, Model

from ledger import log, merkle
from ledger.actions import append, canonical, seal
from ledger.models import Leaf, LedgerEntry, Node
from tools.bench.server import spent

IS_BRIEF = os.environ.get("BRIEF") == "1"
SHORT, LONG = 5_000, 100_000 if IS_BRIEF else 1_000_000
AT_ONCE = 100
TIMES, SERIES = (3, 5) if IS_BRIEF else (10, 5)
CHUNK = 50_000
KIND, SUBJECT = "bench.measured", "bench:log"
WRITTEN_AT = datetime(2026, 1, 1, tzinfo=UTC)


def measured() -> str:
    """{"sizes": [short, long], "rows": [{"name", "short": {"ms", "queries"}, "long": …}]}"""
    call_command("migrate", "ledger", verbosity=0, interactive=False)
    sizes, found = [], []
    for grow_to in (SHORT, LONG):
        _grow(grow_to)
        sizes.append(log.size())
        found.append({name: _cost(act) for name, act in _acts().items()})
    call_command("verify_ledger", stdout=StringIO())
    short, long = found
    rows = [{"name": name, "short": short[name], "long": long[name]} for name in short]
    return json.dumps({"sizes": sizes, "rows": rows})


def _acts() -> dict[str, Callable[[], Any]]:
    size, random = log.size(), Random(1)  # noqa: S311
    return {
        "sealing one entry": lambda: _sealed(1),
        f"sealing {AT_ONCE} entries": lambda: _sealed(AT_ONCE),
        "the root": lambda: log.root(size),
        "an inclusion proof": lambda: log.inclusion_proof(random.randrange(size), size),
        "a consistency proof": lambda: log.consistency_proof(random.randrange(1, size), size),
    }


def _sealed(count: int) -> float:
    """What the sealing took, without the writing of what is sealed."""
    for number in range(count):
        append(kind=KIND, subject=SUBJECT, data={"number": number})
    start = _spent()
    seal(batch=AT_ONCE)
    return _spent() - start


def _cost(act: Callable[[], Any]) -> dict[str, float]:
    """Milliseconds, the best of the series, and statements (those that append entries are the decision's own)."""
    return {"ms": min(_series(act) for _ in range(SERIES)), "queries": _queries(act)}


def _series(act: Callable[[], Any]) -> float:
    total = 0.0
    for _ in range(TIMES):
        start = _spent()
        inside = act()
        total += inside if isinstance(inside, float) else _spent() - start
    return total / TIMES


def _spent() -> float:
    """Milliseconds of the processor, here and in the database: who else is at work on the machine does not count."""
    return spent([os.getpid(), connection.connection.info.backend_pid])


def _queries(act: Callable[[], Any]) -> int:
    seen = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if 'INSERT INTO "ledger_ledgerentry"' not in sql and 'INSERT INTO "ledger_unsealed"' not in sql:
            seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        act()
    return len(seen)


def _grow(to: int) -> None:
    entry = _last(LedgerEntry)
    for start in range(log.size(), to, CHUNK):
        bodies = [_body(number) for number in range(start, min(start + CHUNK, to))]
        _write(bodies, start=start, entry=entry + 1)
        entry += len(bodies)
    _tidy(entry)


def _write(bodies: Sequence[str], *, start: int, entry: int) -> None:
    """As the sealer would have, from this position and this key on: entries, leaves, and the nodes they complete."""
    entries = ((key, KIND, SUBJECT, body, WRITTEN_AT) for key, body in enumerate(bodies, entry))
    _copy(LedgerEntry, ("id", "kind", "subject", "body", "written_at"), entries)
    hashes = [merkle.leaf_hash(body.encode()) for body in bodies]
    leaves = ((start + place, entry + place, value.hex()) for place, value in enumerate(hashes))
    _copy(Leaf, ("position", "entry_id", "hash"), leaves)
    grown = merkle.grow(log.read(merkle.complete_subtrees(0, start)), start, hashes)
    _copy(Node, ("level", "index", "hash"), ((*place, value.hex()) for place, value in grown.items() if place[0]))


def _body(number: int) -> str:
    return canonical({"at": WRITTEN_AT.isoformat(timespec="microseconds"), "data": {"number": number}, "kind": KIND,
                      "salt": secrets.token_hex(16), "subject": SUBJECT})  # fmt: skip


def _copy(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({named}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def _last(model: type[Model]) -> int:
    return model._base_manager.aggregate(last=Max("pk"))["last"] or 0


def _tidy(entry: int) -> None:
    """The next key is the next; the planner knows how long the tables have become, and no reader is the first to visit
    their rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('ledger_ledgerentry', 'id'), %s)", [entry])
        cursor.execute("VACUUM (ANALYZE)")
