"""What a person tells us about themself when they sign up."""

import unicodedata
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import EducationRole, Governorate


class NameField(forms.CharField):
    """A person's whole name: letters only, at least two words, no marks that turn or hide text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_length=5, max_length=150, **options)

    def clean(self, value: Any) -> str:
        name = " ".join(unicodedata.normalize("NFC", super().clean(value)).split())
        if any(unicodedata.category(character) in {"Cf", "Cc", "Co", "Cs"} for character in name):
            raise forms.ValidationError(_("The name holds an invisible character. Please type it again."))
        if not all(_may_stand_in_a_name(character) for character in name):
            raise forms.ValidationError(_("A name is written in letters only, without digits or symbols."))
        if len(name.split()) < 2:
            raise forms.ValidationError(_("Please write your whole name, at least your own name and your family's."))
        return name


def _may_stand_in_a_name(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character in " -'’."


class SignupForm(forms.Form):
    """Added by allauth to e-mail and password. What it collects is stored by the adapter's `save_user`."""

    name = NameField(
        label=_("Your whole name"),
        help_text=_("As on your identity card. What you contribute is published under it; pupils appear as initials."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    education_role = forms.ChoiceField(label=_("Your role in education"), choices=EducationRole.choices)
    governorate = forms.ChoiceField(label=_("Your governorate"), choices=Governorate.choices)

    field_order = ["name", "email", "password1", "education_role", "governorate"]

    def signup(self, request: HttpRequest, user: object) -> None:
        """allauth asks for this name; the adapter has stored everything by now."""
