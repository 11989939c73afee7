from __future__ import annotations

from django.db import transaction

from consultations.frozen_html import EDITIONS, write
from consultations.kept_html import as_stored, clauses_of, hand
from consultations.models import Draft, DraftHtml, DraftVersion


@transaction.atomic
def write_html(version: DraftVersion) -> None:
    """Its clauses as HTML, for every kind of reader. Nobody reads that of an earlier version: it goes."""
    draft = Draft.objects.select_for_update(no_key=True).get(pk=version.draft_id)
    if draft.versions.filter(number__gt=version.number).exists():  # published since the clock looked
        return
    clauses = list(clauses_of(version.pk))
    rows = [
        DraftHtml(
            version=version,
            language=edition.language,
            is_open=edition.is_open,
            hand=hand(),
            clauses=as_stored(write(clauses, edition)),
        )
        for edition in EDITIONS
    ]
    DraftHtml.objects.filter(version__draft=draft).exclude(version=version).delete()
    told, key = ["hand", "clauses"], ["version", "language", "is_open"]
    DraftHtml.objects.bulk_create(rows, update_conflicts=True, update_fields=told, unique_fields=key)


def write_missing_html() -> int:
    """Anew where ours has changed since, or a version came here without it; how many versions."""
    written = DraftHtml.objects.filter(hand=hand()).values("version")
    missing = list(DraftVersion.objects.newest().exclude(pk__in=written))
    for version in missing:
        write_html(version)
    return len(missing)
