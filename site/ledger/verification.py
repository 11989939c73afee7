"""Recomputes the whole log from its entries and names the first thing that is not as it was sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from ledger import checkpoints, log, merkle
from ledger.models import Checkpoint, Leaf, LedgerEntry, Node, Unsealed
from ledger.notes import WrongNote

CHUNK = 1024


class WrongLedger(Exception):  # noqa: N818  (a finding, not an error of ours)
    """A sentence that names the first wrong entry, position or node."""


@dataclass(frozen=True)
class Verdict:
    size: int
    root: bytes
    waiting: int


def verify() -> Verdict:
    """Raises `WrongLedger`. Reads everything once, in chunks, and locks nothing: the sealer may go on meanwhile."""
    # In this order: what is sealed in between is not yet looked at, and is no fault.
    signed = _signed_roots()
    tops = dict(Node.objects.values_list("level").annotate(Max("index")).order_by())
    size = log.size()
    _refuse_nodes_beyond(size, tops)
    frontier: dict[merkle.Place, bytes] = {}
    for start in range(0, size, CHUNK):
        end = min(start + CHUNK, size)
        grown = merkle.grow(frontier, start, _leaves(start, end))
        _compare_nodes(start, end, grown)
        known = grown | frontier
        _compare_signed(start, end, known, signed)
        frontier = {place: known[place] for place in merkle.complete_subtrees(0, end)}
    _refuse_lost_entries()
    _refuse_signed_beyond(size, signed)
    return Verdict(size, merkle.root(size, lambda places: frontier), Unsealed.objects.count())


def compare(size: int, root: bytes) -> None:
    """With a root that somebody kept when the log had this size. `verify` comes first: this reads stored hashes."""
    if size > log.size():
        raise WrongLedger(f"it has {log.size()} entries, fewer than the {size} of the root given")
    if log.root(size) != root:
        raise WrongLedger(f"its first {size} entries are not those of the root given")


def refuse_what_does_not_extend(checkpoint: Checkpoint) -> None:
    """The log begins with what this checkpoint signed."""
    head = _signed_head(checkpoint)
    compare(head.size, head.root)


def _signed_roots() -> dict[int, tuple[Checkpoint, bytes]]:
    """By size, in order: every checkpoint we have, its signature found good."""
    heads = ((checkpoint, _signed_head(checkpoint)) for checkpoint in Checkpoint.objects.order_by("size", "pk"))
    return {head.size: (checkpoint, head.root) for checkpoint, head in heads}


def _signed_head(checkpoint: Checkpoint) -> checkpoints.Head:
    try:
        head = checkpoints.read(checkpoint.note)
    except WrongNote as fault:
        raise WrongLedger(f"checkpoint {checkpoint.pk}: {fault}") from None
    if head.size != checkpoint.size:
        raise WrongLedger(f"checkpoint {checkpoint.pk}: its size differs from what was signed")
    return head


def _compare_signed(
    start: int, end: int, known: Mapping[merkle.Place, bytes], signed: Mapping[int, tuple[Checkpoint, bytes]]
) -> None:
    """A log rewritten from top to bottom holds in itself, but not with what was signed."""
    held = max((size for size in signed if size <= start), default=0)
    for size, (checkpoint, root) in signed.items():
        if not start < size <= end:
            continue
        if merkle.root(size, lambda places: known) != root:
            raise WrongLedger(
                f"checkpoint {checkpoint.pk}: its {size} entries are not those that were signed;"
                f" the first that was rewritten is at one of the positions {held} to {size - 1}"
            )
        held = size


def _refuse_signed_beyond(size: int, signed: Mapping[int, tuple[Checkpoint, bytes]]) -> None:
    for of_size, (checkpoint, _root) in signed.items():
        if of_size > size:
            raise WrongLedger(f"checkpoint {checkpoint.pk}: it has {size} entries, fewer than the {of_size} signed")


def _leaves(start: int, end: int) -> list[bytes]:
    """The hashes of the entries at these positions, recomputed, and found equal to the stored ones."""
    stored = {
        leaf.position: leaf
        for leaf in Leaf.objects.select_related("entry").filter(position__gte=start, position__lt=end)
    }
    for position in range(start, end):
        if position not in stored:
            raise WrongLedger(f"position {position}: the leaf or its entry is missing")
        _compare_leaf(stored[position])
    return [bytes.fromhex(stored[position].hash) for position in range(start, end)]


def _compare_leaf(leaf: Leaf) -> None:
    if merkle.leaf_hash(leaf.entry.body.encode()).hex() != leaf.hash:
        raise WrongLedger(f"position {leaf.position}, entry {leaf.entry_id}: {_which_was_rewritten(leaf)}")
    if not _columns_repeat_body(leaf.entry):
        raise WrongLedger(f"position {leaf.position}, entry {leaf.entry_id}: its columns differ from what was sealed")


def _columns_repeat_body(entry: LedgerEntry) -> bool:
    try:
        body = json.loads(entry.body)
        said = (body["kind"], body["subject"], datetime.fromisoformat(body["at"]))
    except (ValueError, KeyError, TypeError):
        return False
    return said == (entry.kind, entry.subject, entry.written_at)


def _which_was_rewritten(leaf: Leaf) -> str:
    """The stored node above still knows: it was made of the one that is right."""
    parent = Node.objects.filter(level=1, index=leaf.position // 2).first()
    sibling = Leaf.objects.filter(position=leaf.position ^ 1).first()
    if parent is None or sibling is None:
        return "the entry or its leaf was rewritten"
    by_entry = merkle.leaf_hash(leaf.entry.body.encode())
    pair = [by_entry, bytes.fromhex(sibling.hash)]
    if leaf.position % 2:
        pair.reverse()
    return "the leaf was rewritten" if merkle.node_hash(*pair).hex() == parent.hash else "the entry was rewritten"


def _compare_nodes(start: int, end: int, grown: Mapping[merkle.Place, bytes]) -> None:
    stored = _stored_nodes(start, end)
    for (level, index), value in grown.items():
        if not level:
            continue
        covers = f"positions {index << level} to {((index + 1) << level) - 1}"
        if (level, index) not in stored:
            raise WrongLedger(f"node ({level}, {index}) over {covers} is missing")
        if stored[level, index] != value.hex():
            raise WrongLedger(f"node ({level}, {index}) over {covers} is not the hash of what is below it")


def _stored_nodes(start: int, end: int) -> dict[merkle.Place, str]:
    """The nodes that the leaves [start, end) complete."""
    completed = Q(pk__in=[])
    for level in range(1, end.bit_length()):
        completed |= Q(level=level, index__gte=start >> level, index__lt=end >> level)
    rows = Node.objects.filter(completed).values_list("level", "index", "hash")
    return {(level, index): value for level, index, value in rows}


def _refuse_nodes_beyond(size: int, tops: Mapping[int, int]) -> None:
    for level, index in tops.items():
        if (index + 1) << level > size:
            raise WrongLedger(f"node ({level}, {index}) lies beyond the {size} sealed entries")


def _refuse_lost_entries() -> None:
    """An entry is sealed or waits to be."""
    lost = LedgerEntry.objects.filter(leaf=None, unsealed=None).first()
    if lost is not None:
        raise WrongLedger(f"entry {lost.pk} is neither sealed nor waiting to be")
