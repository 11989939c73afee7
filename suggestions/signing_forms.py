"""Asking others to sign, and signing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contributions.forms import ContributionForm


class InviteForm(forms.Form):
    address = forms.EmailField(
        label=_("E-mail address of whoever is to sign with you"),
        help_text=_("They get a message, and appear only once they have signed."),
        error_messages={
            "required": _("Write the address of whoever is to sign with you."),
            "invalid": _("This is not an e-mail address. Write one like name@example.om."),
        },
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).lower()


class SignForm(ContributionForm):
    """In which voice, and the consent to its being published."""

    field_order = ["voice", "consent", "notice"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("submission_key", "guardian"):
            self.fields.pop(name, None)
        self.fields["consent"].label = _("I agree that this name stands with it, as the privacy notice says.")
