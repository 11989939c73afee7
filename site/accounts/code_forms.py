"""The form of the page on which an address is confirmed. Apart from `forms`, which allauth's own forms are built on."""

from allauth.account.forms import ConfirmEmailVerificationCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _


class ConfirmAddressForm(ConfirmEmailVerificationCodeForm):
    code = forms.CharField(
        label=_("Verification code"),
        error_messages={"required": _("Write the code that we sent you.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "dir": "ltr"}),
    )
