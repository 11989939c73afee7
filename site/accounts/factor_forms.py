"""allauth's forms of the second step in our words."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.allauth_forms import CodeField


class SecondStepForm(base.AuthenticateForm):
    code = CodeField(
        label=_("Code from the app, or a recovery code"),
        error_messages={"required": _("Write the code that your app shows now.")},
    )


class SecondStepAgainForm(base.ReauthenticateForm):
    code = SecondStepForm.base_fields["code"]


class AppForm(totp.ActivateTOTPForm):
    code = CodeField(
        label=_("The six digits that the app shows"),
        error_messages={"required": _("Write the code that your app shows now.")},
    )


class KeyNameForm(webauthn.EditWebAuthnForm):
    name = forms.CharField(
        label=_("Name of the key"),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Give the key a name by which you know it.")},
    )


class KeyForm(webauthn.AddWebAuthnForm):
    name = forms.CharField(
        label=_("Name of the key"), max_length=60, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with this key alone, without a password"),
        help_text=_("The device then asks for your finger, your face or its PIN."),
        required=False,
        initial=True,
    )
