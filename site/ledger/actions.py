"""Writing to the log: a decision appends an entry, the sealer gives entries their place, the clock signs what it is."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from ledger import checkpoints, kept_copy, log, merkle
from ledger.models import Checkpoint, Leaf, LedgerEntry, Node, Unsealed
from ledger.verification import refuse_what_does_not_extend

KIND = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
# Codes, references, hashes, signatures and times. Names and sentences have spaces or Arabic letters.
CODE = re.compile(r"[A-Za-z0-9_.:+/=#-]{0,128}")

BATCH = 500
SEALER_LOCK = 0x6D75_7368_6172  # any number that nothing else in this database locks


def append(*, kind: str, subject: str, data: Mapping[str, str | int]) -> LedgerEntry:
    """Write an entry in the caller's transaction. It waits for nothing but its own rows."""
    _refuse_what_is_no_code(kind, subject, data)
    return _write(kind, subject, data)


@transaction.atomic(savepoint=False)
def _write(kind: str, subject: str, data: Mapping[str, str | int]) -> LedgerEntry:
    now = timezone.now()
    entry = LedgerEntry.objects.create(
        kind=kind,
        subject=subject,
        written_at=now,
        body=canonical(
            {
                "at": now.astimezone(UTC).isoformat(timespec="microseconds"),
                "data": dict(data),
                "kind": kind,
                # Two equal decisions are two entries, and nobody finds one by trying its likely contents.
                "salt": secrets.token_hex(16),
                "subject": subject,
            }
        ),
    )
    Unsealed.objects.create(entry=entry)
    return entry


def canonical(value: Mapping[str, object]) -> str:
    """One spelling for one value: keys sorted, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def seal(*, batch: int = BATCH) -> int:
    """Give every waiting entry its place; says how many. Each batch commits by itself, so that nobody waits long."""
    sealed = 0
    while Unsealed.objects.exists() and (count := _seal_batch(batch)):
        sealed += count
    return sealed


@transaction.atomic
def _seal_batch(limit: int) -> int:
    if not _is_only_sealer():
        return 0
    waiting = list(Unsealed.objects.select_related("entry").order_by("entry_id")[:limit])
    entries = [row.entry for row in waiting]
    start = log.size()
    hashes = [merkle.leaf_hash(entry.body.encode()) for entry in entries]
    frontier = log.read(merkle.complete_subtrees(0, start))
    grown = merkle.grow(frontier, start, hashes)
    Leaf.objects.bulk_create(
        Leaf(position=position, entry=entry, hash=grown[0, position].hex())
        for position, entry in enumerate(entries, start)
    )
    Node.objects.bulk_create(
        Node(level=level, index=index, hash=value.hex()) for (level, index), value in grown.items() if level
    )
    Unsealed.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    return len(entries)


@transaction.atomic
def sign_checkpoint() -> Checkpoint | None:
    """Sign what is sealed; what was signed already is given back. Never signs a log that does not extend the last."""
    size = log.size()
    if not size:
        return None
    newest = Checkpoint.objects.newest()
    if newest is not None:
        refuse_what_does_not_extend(newest)
    if settings.LEDGER_COPY:
        kept_copy.extend(Path(settings.LEDGER_COPY), size)
    key_id = checkpoints.verifier().key_id
    signed = {"note": checkpoints.sign(size, log.root(size)), "signed_at": timezone.now()}
    checkpoint, _is_new = Checkpoint.objects.get_or_create(size=size, key_id=key_id, defaults=signed)
    return checkpoint


def _is_only_sealer() -> bool:
    """On SQLite a transaction that writes is alone from its beginning. The lock ends with the transaction."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        return cursor.fetchone()[0]


def _refuse_what_is_no_code(kind: str, subject: str, data: Mapping[str, str | int]) -> None:
    """The log is public and for ever: a name or a sentence that slips in could never be erased."""
    if not KIND.fullmatch(kind) or len(kind) > 60:
        raise ValueError(f"{kind!r} is no kind of entry: write lower-case words joined by dots")
    if not CODE.fullmatch(subject) or not 0 < len(subject) <= 80:
        raise ValueError(f"{subject!r} is no subject: write a reference or model:key")
    for key, value in data.items():
        if not KEY.fullmatch(key):
            raise ValueError(f"{key!r} is no key of an entry")
        if not isinstance(value, int) and not (isinstance(value, str) and CODE.fullmatch(value)):
            raise ValueError(f"{key!r} is no code, hash or number: the ledger holds no text")
