"""What an administrator says of a date of birth, and what the one who confirms it says."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import LONGEST_LIFE, AccountField, ReasonField


class BirthDateField(forms.DateField):
    """A day on which somebody who lives may have been born."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {
            "label": _("The right date of birth"),
            "error_messages": {
                "required": _("Write the date of birth."),
                "invalid": _("Write a date that the calendar has, as year-month-day."),
            },
            "widget": forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
            "input_formats": ["%Y-%m-%d"],
        }
        super().__init__(**usual | options)

    def clean(self, value: Any) -> date:
        born: date = super().clean(value)
        if not LONGEST_LIFE < born <= timezone.localdate():
            raise forms.ValidationError(_("Write the day on which the person was born."))
        return born


class AskBirthDateForm(forms.Form):
    """As an identity document says."""

    email = AccountField()
    born_on = BirthDateField()
    reason = ReasonField(
        help_text=_("On what it rests, such as an identity card seen at the counter. Leave out the date.")
    )


class ConfirmBirthDateForm(forms.Form):
    """Not shown what was asked for: who reads the document again finds the other's mistake."""

    born_on = BirthDateField(help_text=_("As you read it on the document yourself."))
