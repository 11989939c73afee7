"""What a guardian types, and what a minor types about one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.guardians import GuardianField
from accounts.models import User


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


class AskAgainForm(forms.Form):
    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["guardian"] = GuardianField(user=user)
