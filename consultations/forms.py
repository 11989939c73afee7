from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contributions.actions import ANSWERING, NAME_A_UNIT
from contributions.forms import WordsField
from contributions.models import Contribution
from tickets.forms import UnitField

CONCLUSION_LENGTH = 8000
ANSWER_LENGTH = 4000


class ConclusionForm(forms.Form):
    """What the ministry says when it ends a consultation."""

    text_ar = WordsField(
        label=_("Text in Arabic"),
        max_length=CONCLUSION_LENGTH,
        rows=8,
        error_messages={"required": _("Write the Arabic text: it is the one that holds.")},
    )
    text_en = WordsField(label=_("Text in English"), max_length=CONCLUSION_LENGTH, rows=8, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["text_ar"].widget.attrs |= {"dir": "rtl", "lang": "ar"}
        self.fields["text_en"].widget.attrs |= {"dir": "ltr", "lang": "en"}


class AnswerForm(forms.Form):
    """A decision on what somebody said, and the answer that stands beneath it."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the ministry decides.")},
    )
    unit = UnitField(
        label=_("Unit that studies it, or to which it is referred"),
        required=False,
        help_text=_("Needed for these two decisions only."),
    )
    answer_ar = WordsField(
        label=_("Public answer in Arabic"),
        help_text=_("The author receives it, and it stands beneath what they wrote."),
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "rtl", "lang": "ar"}),
        error_messages={"required": _("Write the answer in Arabic.")},
    )
    answer_en = WordsField(
        label=_("Public answer in English"),
        required=False,
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "ltr", "lang": "en"}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, choices: list[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def of(cls, contribution: Contribution, data: Mapping[str, Any] | None = None) -> AnswerForm:
        """With the decisions that are possible now. One that was sent is judged by all: whether a colleague was
        faster is for the step to say."""
        steps = ANSWERING.values()
        possible = [target for sources, target in steps if data is not None or contribution.decision in sources]
        return cls(data, choices=[(target.value, target.label) for target in possible])

    @property
    def is_possible(self) -> bool:
        return bool(self.fields["decision"].choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        names_a_unit = cleaned.get("decision") in NAME_A_UNIT
        if names_a_unit and not cleaned.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Choose the unit that studies it, or to which it is referred."))
        if not names_a_unit:
            cleaned["unit"] = None
        return cleaned


class DeskFilterForm(forms.Form):
    """Of which clause the desk shows what was said. Nonsense in the address shows every clause."""

    show = forms.CharField(widget=forms.HiddenInput, required=False)
    clause = forms.ChoiceField(label=_("Clause"), required=False)

    def __init__(self, data: Mapping[str, Any], *, clauses: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["clause"].choices = [("", _("All clauses")), *clauses]  # type: ignore[attr-defined]
