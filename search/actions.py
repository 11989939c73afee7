"""Keeping the index as the database is.

    change ─ same transaction ─▶ IndexJob ─ update_index ─▶ index, then the job goes

The index is written, durably, before the job is taken away: after a crash in between the job is simply done again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from search.documents import SearchDocument
from search.engines import engine
from search.models import IndexJob
from search.registry import registration_of, registrations

BATCH = 100
Thing = TypeVar("Thing")


def mark(things: Iterable[Model]) -> None:
    """For changes that send no signal: `QuerySet.update`, `bulk_create`, or a date that has come."""
    pks: dict[str, list[Any]] = defaultdict(list)
    for thing in things:
        pks[thing._meta.label_lower].append(thing.pk)
    for label, listed in pks.items():
        IndexJob.objects.mark(label, listed)


def drain(*, wait: bool = False) -> int:
    """Brings the index up to date, and says how many things it looked at. Where another process is at it, it is left
    to that one, unless `wait`. Whatever was marked before the call is in the index after it, or still marked."""
    with engine().writing(wait=wait) as is_ours:
        if not is_ours:
            return 0
        if engine().needs_rebuild():
            _rebuild()
        return _drain()


def rebuild() -> int:
    """Builds the whole index anew. Jobs that were written meanwhile stay, and are done on the new one."""
    with engine().writing(wait=True):
        return _rebuild()


def scrub() -> None:
    """Words that were erased, or taken from public view, go from the disk too."""
    with engine().writing(wait=True):
        engine().scrub()


def _rebuild() -> int:
    """What was marked before it began is in it."""
    waiting = list(IndexJob.objects.all())
    held = engine().rebuild(_every_document())
    for jobs in batched(waiting):
        IndexJob.objects.done(jobs)
    return held


def _drain() -> int:
    done = 0
    while jobs := list(IndexJob.objects.oldest_first()[:BATCH]):
        _index(jobs)
        done += len(jobs)
    return done


def _index(jobs: Sequence[IndexJob]) -> None:
    """A document that cannot be built does not hold up the others: its job goes to the end, and the error out."""
    things = _things(jobs)
    built: dict[str, SearchDocument | None] = {}
    try:
        for job in jobs:
            built[job.key] = _document(job, things)
    except Exception:
        IndexJob.objects.filter(key=jobs[len(built)].key).update(at=timezone.now())
        raise
    finally:
        _write(built)
        IndexJob.objects.done([job for job in jobs if job.key in built])


def _write(built: dict[str, SearchDocument | None]) -> None:
    engine().write(
        [document for document in built.values() if document],
        gone=[key for key, document in built.items() if document is None],
    )


def _document(job: IndexJob, things: dict[str, Any]) -> SearchDocument | None:
    """None for what is not public any more, or no longer there."""
    registration = registration_of(job.key)
    return registration.document_of(things[job.key]) if registration and job.key in things else None


def _things(jobs: Sequence[IndexJob]) -> dict[str, Any]:
    """One query a model."""
    by_model: dict[str, list[int]] = defaultdict(list)
    for job in jobs:
        by_model[job.model].append(job.object_pk)
    things: dict[str, Any] = {}
    for label, pks in by_model.items():
        if registration := registration_of(f"{label}:"):
            found = registration.loaded(registration.queryset().filter(pk__in=pks))
            things |= {registration.key(thing.pk): thing for thing in found}
    return things


def _every_document() -> Iterator[SearchDocument]:
    for registration in registrations():
        for things in batched(registration.queryset().iterator(chunk_size=BATCH)):
            for thing in registration.loaded(things):
                if document := registration.document_of(thing):
                    yield document


def batched(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    remaining = iter(things)
    while batch := list(islice(remaining, BATCH)):
        yield batch
