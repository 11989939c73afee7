"""The leaves' hashes in a file, one a line: what the public may download, kept outside the database.

A checkpoint tells that something was rewritten; the copy tells what. `sign_checkpoint` extends it before it signs.
"""

from __future__ import annotations

import fcntl
from itertools import zip_longest
from pathlib import Path

from ledger import merkle
from ledger.models import Leaf
from ledger.verification import WrongLedger

WIDTH = 65  # 64 hex digits and the end of the line


def extend(file: Path, size: int) -> None:
    """Add what was sealed since, up to this size. A line that a power cut left half-written is written again."""
    with file.open("ab") as copy:
        fcntl.flock(copy, fcntl.LOCK_EX)
        kept = copy.tell() // WIDTH
        if kept > size:
            raise WrongLedger(f"it has {size} entries, fewer than the {kept} of the copy {file}")
        copy.truncate(kept * WIDTH)
        new = Leaf.objects.filter(position__gte=kept, position__lt=size).order_by("position")
        copy.writelines(f"{value}\n".encode() for value in new.values_list("hash", flat=True).iterator())


def compare(file: Path) -> int:
    """Every entry of the log with the copy's line for it; says how many lines there were."""
    leaves = Leaf.objects.order_by("position").values_list("position", "entry_id", "entry__body").iterator()
    position = -1
    with file.open() as copy:
        lines = (line.strip() for line in copy if len(line) == WIDTH)
        for position, (line, leaf) in enumerate(zip_longest(lines, leaves)):
            if line is None:
                return position
            if leaf is None or leaf[0] != position:
                raise WrongLedger(f"position {position}: what the copy {file} has there is missing")
            if merkle.leaf_hash(leaf[2].encode()).hex() != line:
                raise WrongLedger(f"position {position}, entry {leaf[1]}: it is not what the copy {file} has there")
    return position + 1
