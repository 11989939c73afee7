"""A document becomes the draft of a consultation: its points are clauses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from consultations.actions.drafting import make_draft
from consultations.models import ConsultationPage
from policies.actions import as_part, made_draft, translate
from policies.importing.destinations import MadeDraft, Names
from policies.importing.structure import Imported, ImportedPart

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def import_consultation(imported: Imported, *, names: Names, language: str, by: User | None) -> MadeDraft:
    """A new draft; or, at an address that has one, its Arabic replaced or its English set beside the Arabic."""
    page = ConsultationPage.objects.filter(slug=names.slug).first() if names.slug else None
    imported = replace(imported, parts=tuple(_clause(part) for part in imported.parts))
    if page and language != "ar":
        known = _addresses(page)
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


def _clause(part: ImportedPart) -> ImportedPart:
    return replace(part, key=part.key.replace("point-", "clause-"))


def _addresses(page: ConsultationPage) -> dict[str, str]:
    consultation = page.published
    return {kept.uid: kept.key for kept in consultation.draft.clause_keys.all()} if consultation else {}
