"""What an officer writes about a ticket, and what anybody types to look one up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from contributions.forms import WordsField
from contributions.references import parse_reference
from directory.models import Unit
from guard.traps import Trapped
from tickets.models import Status
from tickets.schools import schools_named
from tickets.units import UnitChoices, by_name

LONGEST_RESULT = 4000
LONGEST_REASON = 1000
# More than these are no choice on a phone.
MOST_SCHOOLS = 12


class UnitField(forms.ModelChoiceField):
    """The units that may hold a ticket. Schools are too many for one list: `HolderForm` finds them."""

    iterator = UnitChoices

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Unit"))
        kwargs.setdefault("empty_label", _("Choose a unit"))
        super().__init__(Unit.objects.filter(is_active=True).exclude(kind=Unit.Kind.SCHOOL), **kwargs)


class HolderForm(forms.Form):
    """A unit from the list, or one of the thousand schools that no list could show: what is written of it is looked
    for when the form is sent, and where several fit, they are offered to choose from."""

    unit = UnitField()
    school = forms.CharField(
        label=_("Or a school, by its code or part of its name"),
        help_text=_("Stands in place of the unit above."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    school_code = forms.CharField(
        label=_("Which of these schools?"), required=False, max_length=40, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_bound and self["school"].value():
            self.fields["unit"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        written, code = cleaned.pop("school", ""), cleaned.pop("school_code", "")
        if written:
            cleaned["unit"] = self._school(schools_named(written), code)
        return cleaned

    def _school(self, found: list[Unit], code: str) -> Unit | None:
        chosen = found if len(found) == 1 else [school for school in found if school.code == code]
        if chosen:
            return chosen[0]
        if not found:
            self.add_error("school", _("No school has this code, or a name with these words."))
        elif len(found) > MOST_SCHOOLS:
            self.add_error("school", _too_many(len(found)))
        else:
            choices = [(school.code, f"{school.name} ({school.code})") for school in sorted(found, key=by_name)]
            self.fields["school_code"].widget = forms.RadioSelect(choices=choices)
            self.add_error("school", _("Several schools have these words in their names. Choose one below."))
        return None


def _too_many(count: int) -> str:
    return ngettext(
        "%(count)d school has these words in its name. Write more of the name.",
        "%(count)d schools have these words in their names. Write more of the name.",
        count,
    ) % {"count": count}


class ReferForm(HolderForm):
    unit = UnitField(label=_("Refer to"), error_messages={"required": _("Choose the unit to refer it to.")})
    reason = WordsField(
        label=_("Why is it referred?"),
        help_text=_("Colleagues read this in the history; the public does not."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write why the ticket is referred.")},
    )

    field_order = ["unit", "school", "school_code", "reason"]


class FinishForm(forms.Form):
    result_ar = WordsField(
        label=_("What was achieved, in Arabic"),
        help_text=_("The public reads this. Say what is different now, with figures and dates."),
        max_length=LONGEST_RESULT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "rtl", "lang": "ar"}),
        error_messages={"required": _("Write the result in Arabic.")},
    )
    result_en = WordsField(
        label=_("What was achieved, in English"),
        required=False,
        max_length=LONGEST_RESULT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "ltr", "lang": "en"}),
    )


class CancelForm(forms.Form):
    reason = WordsField(
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


class LookUpForm(Trapped):
    reference = forms.CharField(
        label=_("Ticket number"),
        help_text=_("Eleven digits, typed as 0–9 or ٠–٩, with or without spaces: 4821 907 7356."),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Type the ticket number.")},
    )

    def clean_reference(self) -> str:
        number = parse_reference(self.cleaned_data["reference"])
        if number is None:
            raise forms.ValidationError(_("This is not a ticket number. Check its eleven digits."))
        return number
