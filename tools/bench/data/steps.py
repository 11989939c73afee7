"""Steps and their ledger entries, as `workflow.actions` writes them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from accounts.models import User
from contributions.models import Contribution
from ledger.actions import canonical
from ledger.models import LedgerEntry, Unsealed
from workflow.models import Step

SUBJECT = Contribution._meta.label_lower
BATCH = 2_000


@dataclass(frozen=True)
class Taken:
    contribution: Contribution
    name: str
    at: datetime
    by: User
    data: dict[str, str | int]
    move: dict[str, str] = field(default_factory=dict)


def write_steps(taken: Iterable[Taken]) -> list[Step]:
    listed = list(taken)
    entries = LedgerEntry.objects.bulk_create([_entry(each) for each in listed], batch_size=BATCH)
    Unsealed.objects.bulk_create([Unsealed(entry=entry) for entry in entries], batch_size=BATCH)
    steps = [_step(each, entry) for each, entry in zip(listed, entries, strict=True)]
    return Step.objects.bulk_create(steps, batch_size=BATCH)


def _entry(taken: Taken) -> LedgerEntry:
    kind, subject = f"{SUBJECT}.{taken.name}", taken.contribution.reference
    body = {
        "at": taken.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "data": taken.data | taken.move | {"by": taken.by.pk},
        "kind": kind,
        "salt": secrets.token_hex(16),
        "subject": subject,
    }
    return LedgerEntry(kind=kind, subject=subject, written_at=taken.at, body=canonical(body))


def _step(taken: Taken, entry: LedgerEntry) -> Step:
    return Step(
        subject_type=SUBJECT,
        subject_id=taken.contribution.pk,
        name=taken.name,
        field="moderation" if taken.move else "",
        source=taken.move.get("from", ""),
        target=taken.move.get("to", ""),
        by=taken.by,
        at=taken.at,
        entry=entry,
    )
