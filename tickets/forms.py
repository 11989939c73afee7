"""What an officer writes about a ticket, and what anybody types to look one up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contributions.references import parse_reference
from directory.models import Unit
from tickets.models import Status

LONGEST_RESULT = 4000
LONGEST_REASON = 1000


class UnitField(forms.ModelChoiceField):
    """The units that may hold a ticket. Schools are too many for one list: they are named by their code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Unit"))
        kwargs.setdefault("empty_label", _("Choose a unit"))
        super().__init__(Unit.objects.filter(is_active=True).exclude(kind=Unit.Kind.SCHOOL), **kwargs)


class ReferForm(forms.Form):
    unit = UnitField(label=_("Refer to"), error_messages={"required": _("Choose the unit to refer it to.")})
    reason = forms.CharField(
        label=_("Why is it referred?"),
        help_text=_("Colleagues read this in the history; the public does not."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write why the ticket is referred.")},
    )


class FinishForm(forms.Form):
    result_ar = forms.CharField(
        label=_("What was achieved, in Arabic"),
        help_text=_("The public reads this. Say what is different now, with figures and dates."),
        max_length=LONGEST_RESULT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "rtl", "lang": "ar"}),
        error_messages={"required": _("Write the result in Arabic.")},
    )
    result_en = forms.CharField(
        label=_("What was achieved, in English"),
        required=False,
        max_length=LONGEST_RESULT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "ltr", "lang": "en"}),
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        help_text=_("The authors are told this reason."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write why the ticket is cancelled.")},
    )


class FilterForm(forms.Form):
    """What the desk shows. Every field may be left out, and nonsense in the address shows the whole desk."""

    scope = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("All that I see")), ("mine", _("Mine")), ("free", _("Not taken yet"))],
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Open tickets")), *Status.choices, ("all", _("All tickets"))]
    )
    overdue = forms.BooleanField(label=_("Overdue only"), required=False)


class LookUpForm(forms.Form):
    reference = forms.CharField(
        label=_("Ticket number"),
        help_text=_("Eleven digits, in any digits, with or without spaces: 4821 907 7356."),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Type the ticket number.")},
    )

    def clean_reference(self) -> str:
        number = parse_reference(self.cleaned_data["reference"])
        if number is None:
            raise forms.ValidationError(_("This is not a ticket number. Check its eleven digits."))
        return number
