"""What a guardian types, and what a minor types about one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.guardians import GuardianField
from accounts.models import User
from contributions.references import parse_reference


class CodeForm(forms.Form):
    """The code from the message. What is wrong with it is said in one way, whatever it is."""

    code = forms.CharField(
        label=_("The code from the message"),
        max_length=40,
        error_messages={"required": _("Write the code that stands in the message.")},
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ReferenceAndCodeForm(CodeForm):
    """For whoever comes without the link from the message."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        help_text=_("Eleven digits, on the receipt and in each message."),
        error_messages={"required": _("Write the reference that stands on the receipt or in the message.")},
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "inputmode": "numeric"}),
    )
    field_order = ["reference", "code"]

    def clean_reference(self) -> str:
        """What cannot be a reference is said to be none, before anything is looked for."""
        if parse_reference(self.cleaned_data["reference"]) is None:
            raise forms.ValidationError(_("This is not a reference. Compare the eleven digits once more."))
        return str(self.cleaned_data["reference"])


class AskAgainForm(forms.Form):
    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["guardian"] = GuardianField(user=user)
