"""Which of what was said an outcome shows: about one clause, decided in one way, by people in one role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import EducationRole, PartyKind
from consultations.answering import CLAUSE, said_to
from contributions.models import Decision

if TYPE_CHECKING:
    from consultations.models import Consultation
    from consultations.models.draft import ClauseVersion

# In the place of a clause's key.
WHOLE = "suggestions"
# In the place of a role in education, which nobody declares for a body.
BODIES = "bodies"


class Said(NamedTuple):
    """One contribution, by what an outcome is narrowed by."""

    pk: int
    # The pk of its clause's key; none where it is about the whole draft.
    clause: int | None
    decision: str
    role: str


def all_said(consultation: Consultation) -> list[Said]:
    """The earliest first. One query."""
    rows = said_to(consultation).order_by("published_at", "pk")
    found = rows.values_list("pk", CLAUSE, "decision", "education_role", "party_kind")
    return [
        Said(pk, clause, decision, role if kind == PartyKind.INDIVIDUAL else BODIES)
        for pk, clause, decision, role, kind in found
    ]


class OutcomeForm(forms.Form):
    """Offers only what something was said of. Nonsense in the address shows the whole outcome."""

    clause = forms.ChoiceField(label=pgettext_lazy("column", "Clause"), required=False)
    decision = forms.ChoiceField(label=gettext_lazy("Decision"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role in education"), required=False)

    def __init__(self, asked: Mapping[str, Any], *, said: Sequence[Said], clauses: Mapping[int, ClauseVersion]) -> None:
        super().__init__(asked)
        self.said = said
        self.keys = {each.clause: _key(clauses, each) for each in said}
        named = [(clause.key, _named(clause)) for pk, clause in clauses.items() if pk in self.keys]
        whole = [(WHOLE, _("Suggestions about the whole draft"))] if None in self.keys else []
        self._offer("clause", [*named, *whole])
        self._offer("decision", _among(Decision.choices, (each.decision for each in said)))
        roles = [*EducationRole.choices, (BODIES, _("Organisations"))]
        self._offer("role", _among(roles, (each.role for each in said)))

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """As an address ends that shows the same."""
        return urlencode(self.chosen)

    def narrowed(self) -> list[Said]:
        chosen = self.chosen.items()
        return [each for each in self.said if all(self._value(each, name) == value for name, value in chosen)]

    def _value(self, each: Said, name: str) -> str:
        return self.keys[each.clause] if name == "clause" else getattr(each, name)


def _key(clauses: Mapping[int, ClauseVersion], said: Said) -> str:
    return clauses[said.clause].key if said.clause is not None else WHOLE


def _named(clause: ClauseVersion) -> str:
    number = _("Clause %(number)s") % {"number": clause.number} if clause.number else ""
    return ": ".join(part for part in (number, str(clause.heading)) if part) or "§"


def _among(choices: Iterable[tuple[str, Any]], codes: Iterable[str]) -> list[tuple[str, Any]]:
    found = set(codes)
    return [(code, label) for code, label in choices if code and code in found]
