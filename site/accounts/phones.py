"""Mobile numbers: as anybody types them, kept in one form, and each of one account only."""

from __future__ import annotations

from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

REGION = "OM"
MOBILE = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}


def normal(typed: str) -> str:
    """`+96891234567`, from digits of any script, with or without the country's; empty where it is no mobile number."""
    try:
        number = phonenumbers.parse(typed, REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in MOBILE:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class PhoneField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {
            "label": _("Mobile number"),
            "help_text": _("Numbers of Oman need no country code; others begin with + and theirs."),
            "max_length": 40,
            "widget": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
            "error_messages": {"required": _("Write your mobile number.")},
        }
        super().__init__(**usual | options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        number = normal(typed) if typed else ""
        if typed and not number:
            raise forms.ValidationError(_("This is no mobile number. Check its digits, such as 91234567."))
        return number
