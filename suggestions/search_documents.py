"""What of suggestions can be found: whatever is published, with what the ministry answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contributions.models import Contribution, Decision, Disposition, Kind, TextVersion
from search.documents import SearchDocument
from search.registry import Kind as KindLabel
from search.registry import register, register_facet
from suggestions.models import Category, CoParty, Suggestion


def _queryset() -> QuerySet[Suggestion]:
    whole = Suggestion.objects.published().for_list().select_related("consultation")
    signed = Prefetch("co_parties", CoParty.objects.signed(), to_attr="signed")
    return whole.prefetch_related("contribution__dispositions", signed)


def _document(suggestion: Suggestion) -> SearchDocument:
    contribution = suggestion.contribution
    text, language = contribution.text, contribution.language
    answers = contribution.dispositions.all()
    return SearchDocument(
        kind="suggestion",
        path=suggestion.path,
        reference=contribution.reference,
        party="\n".join([contribution.name, *(each.name for each in suggestion.signed)]),  # type: ignore[attr-defined]
        facets={
            "decision": contribution.decision,
            "category": suggestion.category.code,
            "consultation": suggestion.consultation.slug if suggestion.consultation else "",
            "governorate": contribution.governorate,
            "party_kind": contribution.education_role or contribution.party_kind,
            "name_proof": contribution.name_proof,
        },
        date=timezone.localdate(contribution.published_at),
        **{
            f"title_{language}": text.title,
            "body_ar": _joined(text.body if language == "ar" else "", *(each.answer_ar for each in answers)),
            "body_en": _joined(text.body if language == "en" else "", *(each.answer_en for each in answers)),
        },
    )


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _by_reference(digits: str) -> str | None:
    found = Suggestion.objects.published().filter(contribution__reference=digits).select_related("contribution").first()
    return found.path if found else None


def _of_contribution(contribution: Contribution) -> Iterable[int]:
    if contribution.kind != Kind.SUGGESTION:
        return []
    return Suggestion.objects.filter(contribution=contribution).values_list("pk", flat=True)


def _of_part(part: TextVersion | Disposition) -> Iterable[int]:
    return _of_contribution(part.contribution)


def _category_names(codes: Collection[str]) -> dict[str, str | Promise]:
    return {category.code: category.name for category in Category.objects.filter(code__in=codes)}


register(
    Suggestion,
    queryset=_queryset,
    document=_document,
    related=[
        (Contribution, _of_contribution),
        (TextVersion, _of_part),
        (Disposition, _of_part),
        (CoParty, "suggestion_id"),
    ],
    by_reference=_by_reference,
    kinds={"suggestion": KindLabel(_("Suggestion"), _("Suggestions"))},
)
register_facet("decision", _("Decision"), dict(Decision.choices))
register_facet("category", _("Subject"), _category_names)
