"""Every clause of a draft is findable by itself, and so is the consultation by its title."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consultations.models import ClauseVersion, Consultation, ConsultationPage, DraftVersion
from search.documents import SearchDocument
from search.registry import Kind, register, register_facet


def findable_clauses() -> QuerySet[Any]:
    return ClauseVersion.objects.of_newest().filter(version__draft__consultation__page__live=True).with_address()


def clause_document(clause: ClauseVersion) -> SearchDocument | None:
    if clause.is_chapter:
        return None
    version = clause.version
    number = f"{clause.number} " if clause.number else ""
    return SearchDocument(
        kind="clause",
        path=clause.current_path,
        title_ar=f"{number}{clause.heading_ar or version.title_ar}",
        title_en=f"{number}{clause.heading_en or version.title_en}" if clause.body_en else "",
        body_ar=clause.body_ar,
        body_en=clause.body_en,
        facets={"consultation": version.draft.consultation.slug},
        date=version.published_at.date(),
    )


def findable_consultations() -> QuerySet[Any]:
    return Consultation.objects.public().for_list()


def consultation_document(consultation: Consultation) -> SearchDocument | None:
    version = consultation.newest_version
    if version is None:
        return None
    return SearchDocument(
        kind="consultation",
        path=consultation.path,
        title_ar=version.title_ar,
        title_en=version.title_en,
        body_ar=version.introduction_ar,
        body_en=version.introduction_en,
        facets={"consultation": consultation.slug},
        date=version.published_at.date(),
    )


def clauses_of_version(version: DraftVersion) -> Iterable[int]:
    return ClauseVersion.objects.filter(version__draft=version.draft_id).values_list("pk", flat=True)


def clauses_of_page(page: ConsultationPage) -> Iterable[int]:
    return ClauseVersion.objects.filter(version__draft__consultation__page_id=page.pk).values_list("pk", flat=True)


def consultation_of_page(page: ConsultationPage) -> Iterable[int]:
    return Consultation.objects.filter(page_id=page.pk).values_list("pk", flat=True)


def consultation_names(slugs: Collection[str]) -> Mapping[str, Any]:
    found = Consultation.objects.for_list().filter(slug__in=slugs)
    return {consultation.slug: str(consultation.title) for consultation in found}


register(
    ClauseVersion,
    queryset=findable_clauses,
    document=clause_document,
    related=[(DraftVersion, clauses_of_version), (ConsultationPage, clauses_of_page)],
    kinds={"clause": Kind(_("Clause"), _("Clauses"))},
)
register(
    Consultation,
    queryset=findable_consultations,
    document=consultation_document,
    related=[
        (DraftVersion, lambda version: [version.draft.consultation_id]),
        (ConsultationPage, consultation_of_page),
    ],
    kinds={"consultation": Kind(_("Consultation"), _("Consultations"))},
)
register_facet("consultation", _("Consultation"), consultation_names)
