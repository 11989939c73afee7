"""What an outsider needs to check for themself. A handful of stored hashes, however long the log."""

from __future__ import annotations

from typing import Any

from ledger import log
from ledger.models import Checkpoint, Leaf


def inclusion(leaf: Leaf, to: Checkpoint) -> dict[str, Any]:
    """With the leaf, the hashes lead to the root that the checkpoint signs. Hashes are written in hex."""
    return {
        "position": leaf.position,
        "leaf": leaf.hash,
        "size": to.size,
        "root": log.root(to.size).hex(),
        "proof": [value.hex() for value in log.inclusion_proof(leaf.position, to.size)],
        "checkpoint": to.note,
    }


def consistency(old: Checkpoint, new: Checkpoint) -> dict[str, Any]:
    """The log of the later checkpoint begins with the log of the earlier."""
    return {
        "from": old.size,
        "from_root": log.root(old.size).hex(),
        "to": new.size,
        "to_root": log.root(new.size).hex(),
        "proof": [value.hex() for value in log.consistency_proof(old.size, new.size)],
        "from_checkpoint": old.note,
        "to_checkpoint": new.note,
    }


def of_entry(leaf: Leaf | None) -> dict[str, Any] | None:
    """Its proof to the newest checkpoint, or nothing while none covers it."""
    newest = Checkpoint.objects.newest()
    if leaf is None or newest is None or newest.size <= leaf.position:
        return None
    return inclusion(leaf, newest)
