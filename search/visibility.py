"""What may be shown at this moment. The index follows the database by seconds; what is held back must not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from search.documents import SearchDocument
from search.models import IndexJob
from search.registry import registration_of

# Of the things that wait to be indexed, as many as a question looks at. More wait only while much is loaded.
PENDING = 500


def pending_and_hidden() -> frozenset[str]:
    """Keys that are left out of results and counts: they changed, and the change took them from the public."""
    pending = IndexJob.objects.oldest_first().reverse().values_list("key", flat=True)[:PENDING]
    return frozenset(pending) - still_public(pending)


def as_they_are_now(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    """Without what is not public any more, and with the text of now for what waits to be indexed."""
    listed = list(documents)
    public = still_public(document.key for document in listed)
    fresh = _fresh([key for key in IndexJob.objects.filter(key__in=public).values_list("key", flat=True)])
    shown = [fresh.get(document.key, document) for document in listed if document.key in public]
    return [document for document in shown if document is not None]


def still_public(keys: Iterable[str]) -> frozenset[str]:
    """One query, whatever they are keys of."""
    registered = ((registration_of(f"{label}:"), pks) for label, pks in _by_label(keys).items())
    asked = [registration.still_public(pks) for registration, pks in registered if registration]
    if not asked:
        return frozenset()
    found = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    return frozenset(f"{label}:{pk}" for label, pk in found)


def _fresh(keys: Iterable[str]) -> dict[str, SearchDocument | None]:
    fresh: dict[str, SearchDocument | None] = {}
    for label, pks in _by_label(keys).items():
        if registration := registration_of(f"{label}:"):
            things = registration.loaded(registration.queryset().filter(pk__in=pks))
            fresh |= {registration.key(thing.pk): registration.document_of(thing) for thing in things}
    return fresh


def _by_label(keys: Iterable[str]) -> dict[str, list[int]]:
    by_label: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        label, _, pk = key.partition(":")
        by_label[label].append(int(pk))
    return by_label
