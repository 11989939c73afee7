"""A document becomes a draft, or the words of a draft in the other language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from policies.actions.drafting import ImportedPart, make_draft
from policies.freezing import allot_keys, in_order
from policies.importing import structure
from policies.importing.destinations import MadeDraft, Names
from policies.importing.structure import Imported
from policies.models import PolicyPage
from policies.models.approval import TextPage
from policies.models.texts import DraftPart

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def import_policy(imported: Imported, *, names: Names, language: str, by: User | None) -> MadeDraft:
    """A new draft; or, at an address that has one, its Arabic replaced or its English set beside the Arabic."""
    page = PolicyPage.objects.filter(slug=names.slug).first() if names.slug else None
    if page and language != "ar":
        policy = getattr(page, "policy", None)
        known = {kept.uid: kept.key for kept in policy.point_keys.all()} if policy else {}
        page, unmatched = translate(page, imported.parts, title=names.title, language=language, known=known, by=by)
        return made_draft(page, imported, is_new=False, unmatched=unmatched)
    title = names.title or names.new_title
    made = make_draft(
        title_ar=title if language == "ar" else "",
        title_en=title if language == "en" else "",
        slug=names.slug or names.new_slug,
        language=language,
        parts=[as_part(part) for part in imported.parts],
        by=by,
        into=page,
    )
    return made_draft(made, imported, is_new=page is None)


@transaction.atomic
def translate(
    page: TextPage,
    parts: Sequence[structure.ImportedPart],
    *,
    title: str,
    language: str,
    known: Mapping[str, str],
    by: User | None,
) -> tuple[TextPage, list[structure.ImportedPart]]:
    """Set the words beside the Arabic of the same addresses; answers the parts whose address is not there.
    `known`: addresses by identity, for the parts that were published."""
    draft = page.get_latest_revision_as_object()
    rows = in_order(draft.parts.all())
    unmatched = set_beside(rows, parts, known=known, language=language)
    draft.parts = rows
    if title:
        setattr(draft, f"title_{language}", title)
    draft.save_revision(user=by, clean=False, log_action=True)
    return draft, unmatched


def set_beside(
    rows: Sequence[DraftPart], parts: Sequence[structure.ImportedPart], *, known: Mapping[str, str], language: str
) -> list[structure.ImportedPart]:
    allotted = allot_keys(rows, known=known, taken=known.values())
    by_key = {key: row for row, (_uid, key) in zip(rows, allotted, strict=True)}
    for part in parts:
        if row := by_key.get(part.key):
            setattr(row, f"heading_{language}", part.heading)
            setattr(row, f"body_{language}", part.body)
    return [part for part in parts if part.key not in by_key]


def as_part(part: structure.ImportedPart) -> ImportedPart:
    return ImportedPart(kind=part.kind, number=part.number, heading=part.heading, body=part.body, key=part.key)


def made_draft(
    page: TextPage, imported: Imported, *, is_new: bool, unmatched: Sequence[structure.ImportedPart] = ()
) -> MadeDraft:
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return MadeDraft(
        title=page.title, imported=imported, slug=page.slug, path=path, is_new=is_new, unmatched=tuple(unmatched)
    )
