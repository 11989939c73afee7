"""A log, and the insider who rewrites it with all rights of the database."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledger import merkle, triggers
from ledger.actions import append, canonical, seal
from ledger.models import Leaf, LedgerEntry, Node


@pytest.fixture
def write(db: None) -> Callable[[int], list[LedgerEntry]]:
    """So many further entries, sealed."""

    def written(count: int) -> list[LedgerEntry]:
        entries = [
            append(kind="test.made", subject=f"test:{number}", data={"number": number}) for number in range(count)
        ]
        seal()
        return entries

    return written


@pytest.fixture
def rewrite() -> Callable[[LedgerEntry], None]:
    """Another decision in the entry's place, its leaf and every stored root above made anew: nothing shows inside."""

    def rewritten(entry: LedgerEntry) -> None:
        body = canonical(
            {"at": entry.written_at.isoformat(timespec="microseconds"), "data": {"number": 666}} | _rest(entry)
        )
        with triggers.lifted():
            LedgerEntry.objects.filter(pk=entry.pk).update(body=body)
            leaves = Leaf.objects.order_by("position").select_related("entry")
            grown = merkle.grow({}, 0, [merkle.leaf_hash(leaf.entry.body.encode()) for leaf in leaves])
            for (level, index), value in grown.items():
                if level:
                    Node.objects.filter(level=level, index=index).update(hash=value.hex())
                else:
                    Leaf.objects.filter(position=index).update(hash=value.hex())

    return rewritten


def _rest(entry: LedgerEntry) -> dict[str, str]:
    return {"kind": entry.kind, "salt": "0" * 32, "subject": entry.subject}
