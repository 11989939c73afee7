"""Reading the log: its size, its root at any size, and proofs. Each is a handful of rows, however long the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Max

from ledger import merkle
from ledger.models import Leaf, Node


def size() -> int:
    """How many entries have their place."""
    last = Leaf.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def read(places: Iterable[merkle.Place]) -> dict[merkle.Place, bytes]:
    """The stored hashes of these complete subtrees, in at most two queries."""
    wanted = set(places)
    positions = [index for level, index in wanted if not level]
    leaves = Leaf.objects.filter(position__in=positions).values_list("position", "hash")
    found = {(0, position): value for position, value in leaves}
    found |= _nodes([place for place in wanted if place[0]])
    return {place: bytes.fromhex(value) for place, value in found.items()}


def _nodes(places: Sequence[merkle.Place]) -> dict[merkle.Place, str]:
    """By pairs: an `OR` of a condition for each took Django longer to write than the database to answer."""
    if not places:
        return {}
    pairs = ", ".join(["(%s, %s)"] * len(places))
    asked = (
        f'SELECT level, "index", hash FROM (VALUES {pairs}) AS wanted '  # noqa: S608
        f'JOIN {Node._meta.db_table} ON level = wanted.column1 AND "index" = wanted.column2'
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [number for place in places for number in place])
        return {(level, index): value for level, index, value in cursor.fetchall()}


def root(of_size: int | None = None) -> bytes:
    return merkle.root(size() if of_size is None else of_size, read)


def inclusion_proof(position: int, of_size: int) -> list[bytes]:
    return merkle.inclusion_proof(position, of_size, read)


def consistency_proof(old: int, new: int) -> list[bytes]:
    return merkle.consistency_proof(old, new, read)
