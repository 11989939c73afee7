"""The arithmetic of RFC 6962 section 2: roots, inclusion and consistency proofs over subtrees that are complete.

A *place* (level, index) is the complete subtree over the leaves [index · 2^level, (index + 1) · 2^level). Such a
subtree never changes again, so its hash is stored; any root and any proof is made of a logarithmic number of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256

Place = tuple[int, int]
Range = tuple[int, int]
Read = Callable[[Iterable[Place]], Mapping[Place, bytes]]

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def complete_subtrees(start: int, end: int) -> list[Place]:
    """What the leaves [start, end) consist of, from the left, the largest first."""
    places = []
    while start < end:
        level = (end - start).bit_length() - 1
        places.append((level, start >> level))
        start += 1 << level
    return places


def grow(frontier: Mapping[Place, bytes], start: int, leaves: Sequence[bytes]) -> dict[Place, bytes]:
    """Every place that these leaves complete, their own included; `frontier` has the subtrees before `start`."""
    known = dict(frontier)
    for position, leaf in enumerate(leaves, start):
        level, index = 0, position
        known[level, index] = leaf
        while index % 2:  # a right child completes its parent
            known[level + 1, index // 2] = node_hash(known[level, index - 1], known[level, index])
            level, index = level + 1, index // 2
    return {place: value for place, value in known.items() if place not in frontier}


def root(size: int, read: Read) -> bytes:
    """MTH(D[size])."""
    return _range_roots([(0, size)], read)[0] if size else EMPTY_ROOT


def inclusion_proof(position: int, size: int, read: Read) -> list[bytes]:
    """PATH(position, D[size]): with the leaf's own hash, it leads to the root."""
    if not 0 <= position < size:
        raise ValueError(f"a log of {size} has no position {position}")
    path: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if position < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return _range_roots(path[::-1], read)


def consistency_proof(old: int, new: int, read: Read) -> list[bytes]:
    """PROOF(old, D[new]): the log of `new` entries begins with the log of `old`."""
    if not 0 < old <= new:
        raise ValueError(f"there is no proof from {old} to {new}")
    path: list[Range] = []
    start, end = 0, new
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    if start:  # otherwise the verifier holds this hash already: it is the old root
        path.append((start, end))
    return _range_roots(path[::-1], read)


def is_included(leaf: bytes, position: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """What an outsider computes (RFC 9162, 2.1.3.2)."""
    if position >= size:
        return False
    index, last, value = position, size - 1, leaf
    for sibling in proof:
        if not last:
            return False
        if index % 2 or index == last:
            value = node_hash(sibling, value)
            index, last = _up_to_right_child(index, last)
        else:
            value = node_hash(value, sibling)
        index, last = index >> 1, last >> 1
    return not last and value == expected


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """What an outsider computes (RFC 9162, 2.1.4.2)."""
    if old == new:
        return not proof and old_root == new_root
    if not 0 < old < new or not proof:
        return False
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    index, last = old - 1, new - 1
    while index % 2:
        index, last = index >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        if not last:
            return False
        if index % 2 or index == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            index, last = _up_to_right_child(index, last)
        else:
            after = node_hash(after, sibling)
        index, last = index >> 1, last >> 1
    return not last and before == old_root and after == new_root


def _split(size: int) -> int:
    """The largest power of two that is smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _up_to_right_child(index: int, last: int) -> tuple[int, int]:
    """Levels at which an incomplete subtree has no sibling add nothing to the path."""
    while index and index % 2 == 0:
        index, last = index >> 1, last >> 1
    return index, last


def _range_roots(ranges: Sequence[Range], read: Read) -> list[bytes]:
    """The root over each range, all their places read at once."""
    parts = [complete_subtrees(*leaves) for leaves in ranges]
    stored = read({place for places in parts for place in places})
    return [_join([stored[place] for place in places]) for places in parts]


def _join(hashes: Sequence[bytes]) -> bytes:
    value = hashes[-1]
    for left in reversed(hashes[:-1]):
        value = node_hash(left, value)
    return value
