"""allauth's forms in our words. Apart from `forms`, which allauth's own are built on."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    LoginForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORDS = {
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
}


def _name_passwords(form: forms.BaseForm) -> None:
    for name, label in PASSWORDS.items():
        if name in form.fields:
            form.fields[name].label = label


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "remember" in self.fields:
            self.fields["remember"].label = _("Stay signed in on this device")


class NewPasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name_passwords(self)


class ForgottenPasswordForm(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name_passwords(self)


class ConfirmAddressForm(ConfirmEmailVerificationCodeForm):
    code = forms.CharField(
        label=_("Verification code"),
        error_messages={"required": _("Write the code that we sent you.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "dir": "ltr"}),
    )
