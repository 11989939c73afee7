"""The outcome as a table to take away: a row for each contribution, with the clause, the decision and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from config.sheets import Link, csv_sheet, excel_sheet
from consultations.answering import newest_clauses
from consultations.matrix import in_reading_order, refuse_without_outcome, whole
from consultations.narrowing import OutcomeForm, all_said
from contributions.references import spoken

if TYPE_CHECKING:
    from consultations.models import Consultation
    from consultations.models.draft import ClauseVersion
    from contributions.models import Contribution

# Of each contribution: the key of the column for programmes, and what people read at its head.
COLUMNS = {
    "reference": _("Reference"),
    "address": pgettext_lazy("column", "Link"),
    "clause": pgettext_lazy("column", "Clause"),
    "heading": _("Heading of the clause"),
    "kind": _("Kind"),
    "published_at": _("Published at"),
    "name": _("Published as"),
    "name_proof": _("Whose word the name rests on"),
    "on_behalf_by": pgettext_lazy("column", "Presented on its behalf by"),
    "party_kind": _("Kind of party"),
    "role": _("Role in education"),
    "governorate": _("Governorate"),
    "language": _("Language"),
    "text": _("Text"),
    "decision": _("Decision"),
    "answer": pgettext_lazy("column", "Answer"),
    "unit": _("Unit"),
    "decided_at": _("Decided at"),
}


@dataclass(frozen=True)
class Code:
    """`code` for a programme, `label` for a person."""

    code: str
    label: str


def outcome_sheet(consultation: Consultation, form: str, asked: Mapping[str, str]) -> HttpResponse:
    """`form`: csv or xlsx. As narrowed as the page that leads here."""
    refuse_without_outcome(consultation)
    if form not in ("csv", "xlsx"):
        raise Http404
    rows, name = _rows(consultation, asked), f"{consultation.slug}-outcome.{form}"
    if form == "csv":
        return csv_sheet(name, [list(COLUMNS), *([_for_programmes(value) for value in row] for row in rows)])
    head = [str(label) for label in COLUMNS.values()]
    sheet = [head, *([_for_people(value) for value in row] for row in rows)]
    return excel_sheet(name, sheet, title=gettext("What came of it"), is_rtl=_is_arabic())


def _rows(consultation: Consultation, asked: Mapping[str, str]) -> list[list[Any]]:
    clauses = newest_clauses(consultation)
    said = in_reading_order(OutcomeForm(asked, said=all_said(consultation), clauses=clauses).narrowed(), clauses)
    about = {each.pk: clauses.get(each.clause or 0) for each in said}
    return [_row(contribution, about[contribution.pk]) for contribution in whole([each.pk for each in said])]


def _row(contribution: Contribution, clause: ClauseVersion | None) -> list[Any]:
    """In the order of `COLUMNS`."""
    text, answer = contribution.text, contribution.newest_answer
    return [
        spoken(contribution.reference),
        Link(f"{settings.SITE_URL}/{get_language()}/contributions/{contribution.reference}/"),
        clause.number if clause else "",
        str(clause.heading) if clause else "",
        _code(contribution, "kind"),
        contribution.published_at,
        _name(contribution),
        _code(contribution, "name_proof"),
        contribution.on_behalf_by,
        _code(contribution, "party_kind"),
        _code(contribution, "education_role"),
        _code(contribution, "governorate"),
        _code(contribution, "language"),
        "\n\n".join(part for part in (text.title, text.body) if part),
        _code(contribution, "decision"),
        answer.answer.text if answer else "",
        str(answer.unit.name) if answer and answer.unit else "",
        answer.decided_at if answer else None,
    ]


def _name(contribution: Contribution) -> str | Code:
    """Children are named in no export, not even by their initials."""
    return Code("", gettext("Not named: under eighteen")) if contribution.by_minor else contribution.name


def _code(contribution: Contribution, field: str) -> Code:
    return Code(getattr(contribution, field), str(getattr(contribution, f"get_{field}_display")()))


def _for_programmes(value: Any) -> Any:
    if isinstance(value, Code):
        return value.code
    return value.isoformat() if hasattr(value, "isoformat") else value


def _for_people(value: Any) -> Any:
    """A workbook knows no time zones: Muscat's time."""
    if isinstance(value, Code):
        return value.label
    return timezone.localtime(value).replace(tzinfo=None) if hasattr(value, "isoformat") else value


def _is_arabic() -> bool:
    return get_language() == "ar"
