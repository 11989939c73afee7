"""allauth's forms in our words. Apart from `forms`, which allauth's own are built on."""

from typing import Any
from uuid import uuid4

from allauth.account import forms as account
from allauth.core import context as allauth_context
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.phones import normal
from guard.gate import WORK, is_solved
from guard.limits import count
from guard.senders import Sender
from guard.traps import Trapped
from messaging import sms
from messaging.actions import NOBODY

NEW_PASSWORDS = {
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
}
# Each field says for itself what it lacks: "this field is required", twice over, does not tell the two apart.
REQUIRED = {
    "login": _("Write your email address."),
    "email": _("Write your email address."),
    "password": _("Write your password."),
    "oldpassword": _("Write your current password."),
    "password1": _("Write the password that you choose."),
    "password2": _("Write the new password once more."),
}


class InOurWords:
    """Beside a form of allauth's."""

    fields: dict[str, forms.Field]
    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            if name in REQUIRED:
                field.error_messages["required"] = REQUIRED[name]


class SignInForm(InOurWords, account.LoginForm):
    labels = {"remember": _("Stay signed in on this device")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if sms.is_on():
            field = self.fields["login"]
            field.label, field.widget.attrs["dir"] = _("Email or mobile number"), "ltr"
            field.error_messages["required"] = _("Write your email address or your mobile number.")
            field.widget.attrs["autocomplete"] = "username"

    def clean_login(self) -> str:
        """A number in the one form in which numbers are kept."""
        typed = str(super().clean_login())
        return typed if "@" in typed else normal(typed) or typed


class OpenAccountForm(InOurWords, Trapped, account.SignupForm):
    def clean(self) -> dict[str, Any]:
        """Counted once all that was typed is right, whether the address has an account or not."""
        cleaned = super().clean()
        if settings.GUARDED and not self.errors:
            self._count(allauth_context.request)
        return cleaned

    def _count(self, request: HttpRequest) -> None:
        payload = self.data.get(WORK)
        if payload and not is_solved(payload):
            raise forms.ValidationError(_("The check against robots no longer counts. Please press once more."))
        count(Sender.of(request), "sign_up" if payload else "sign_up_by_code")

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        if self.account_already_exists:
            self._open_for_nobody(request)
        return super().try_save(request)

    def _open_for_nobody(self, request: HttpRequest) -> None:
        """All that a new address costs, and then taken back: a known one is answered neither sooner nor otherwise."""
        typed = self.cleaned_data["email"]
        self.cleaned_data["email"] = f"{uuid4().hex}{NOBODY}"
        self.account_already_exists = False
        with transaction.atomic():
            self.save(request)
            transaction.set_rollback(True)
        self.account_already_exists = True
        self.cleaned_data["email"] = typed


class NewAddressForm(InOurWords, account.AddEmailForm):
    pass


class ForgottenForm(InOurWords, account.ResetPasswordForm):
    pass


class NewPasswordForm(InOurWords, account.ChangePasswordForm):
    labels = NEW_PASSWORDS


class FirstPasswordForm(InOurWords, account.SetPasswordForm):
    labels = NEW_PASSWORDS


class ForgottenPasswordForm(InOurWords, account.ResetPasswordKeyForm):
    labels = NEW_PASSWORDS


class OnceMoreForm(InOurWords, account.ReauthenticateForm):
    pass


class CodeWantedForm(InOurWords, account.RequestLoginCodeForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("email", "phone"):
            if name in self.fields and "phone" in self.fields:  # one of the two is needed: neither is optional
                self.fields[name].is_sometimes_needed = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and not cleaned.get("email") and not cleaned.get("phone"):
            self.add_error("email", _("Write your email address or your mobile number."))
        return cleaned


class ChangePhoneForm(InOurWords, account.ChangePhoneForm):
    pass


class CodeField(forms.CharField):
    """Digits as any keyboard writes them."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {
            "label": _("Verification code"),
            "error_messages": {"required": _("Write the code that we sent you.")},
            "widget": forms.TextInput(attrs={"autocomplete": "one-time-code", "dir": "ltr"}),
        }
        super().__init__(**usual | options)

    def to_python(self, value: Any) -> str:
        return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in super().to_python(value) or "")


class ConfirmAddressForm(account.ConfirmEmailVerificationCodeForm):
    code = CodeField()


class SignInByCodeForm(account.ConfirmLoginCodeForm):
    code = CodeField()


class ConfirmPhoneForm(account.VerifyPhoneForm):
    code = CodeField()
