"""Reading the log: its size, its root at any size, and proofs. Each is a handful of rows, however long the log."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max, Q

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
    nodes = Q(pk__in=[])
    for level, index in wanted:
        if level:
            nodes |= Q(level=level, index=index)
    found = {
        (0, position): bytes.fromhex(value)
        for position, value in Leaf.objects.filter(position__in=positions).values_list("position", "hash")
    }
    for level, index, value in Node.objects.filter(nodes).values_list("level", "index", "hash"):
        found[level, index] = bytes.fromhex(value)
    return found


def root(of_size: int | None = None) -> bytes:
    return merkle.root(size() if of_size is None else of_size, read)


def inclusion_proof(position: int, of_size: int) -> list[bytes]:
    return merkle.inclusion_proof(position, of_size, read)


def consistency_proof(old: int, new: int) -> list[bytes]:
    return merkle.consistency_proof(old, new, read)
