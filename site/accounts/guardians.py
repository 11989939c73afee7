"""A minor's parent or guardian, as far as the product knows one: an address of their own that the minor gives."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.phones import normal
from messaging import sms

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_ADDRESS = 254
NO_ADDRESS = _("This is not an e-mail address. Write one like name@example.om.")
NO_ADDRESS_OR_NUMBER = _("This is not an e-mail address or a mobile number.")
BY_MAIL = _("It gets a message with your text and a code, and decides whether it may be published.")
BY_MAIL_OR_SMS = _(
    "An e-mail address, or a mobile number. It gets a message with a code, and decides whether your text may be "
    "published."
)


class GuardianField(forms.CharField):
    """An e-mail address, or a mobile number where text messages are sent; never one of the minor's own."""

    def __init__(self, *, user: User, **options: Any) -> None:
        usual: dict[str, Any] = {
            "label": _("E-mail address of your parent or guardian"),
            "help_text": BY_MAIL,
            "max_length": LONGEST_ADDRESS,
            "error_messages": {"required": _("Write the address of your parent or guardian, who confirms your text.")},
            "widget": forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "inputmode": "email"}),
        }
        if sms.is_on():
            usual["label"] = _("E-mail address or mobile number of your parent or guardian")
            usual["help_text"] = BY_MAIL_OR_SMS
            usual["widget"] = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
        super().__init__(**usual | options)
        self.user = user

    def clean(self, value: Any) -> str:
        address = clean_address(super().clean(value))
        if address and is_own(address, self.user):
            raise forms.ValidationError(
                _("This address is your own. Write that of your parent or guardian: the confirmation is theirs.")
            )
        return address


def clean_address(value: str) -> str:
    """As letters are addressed: an e-mail address, or a mobile number where text messages are sent."""
    typed = _folded(value)
    if not typed:
        return ""
    if "@" not in typed:
        return _number(typed)
    _refuse_no_mail_address(typed.lower())
    return typed.lower()


def _folded(typed: str) -> str:
    """Digits of any keyboard as ASCII; invisible characters, which would hide one's own address, dropped."""
    visible = "".join(sign for sign in typed if unicodedata.category(sign) not in {"Cf", "Cc"})
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in visible).strip()


def _refuse_no_mail_address(address: str) -> None:
    try:
        validate_email(address)
    except forms.ValidationError as wrong:
        raise forms.ValidationError(NO_ADDRESS) from wrong


def _number(typed: str) -> str:
    """As text messages are addressed: the country's code first."""
    number = normal(typed) if sms.is_on() else ""
    if not number:
        raise forms.ValidationError(NO_ADDRESS_OR_NUMBER if sms.is_on() else NO_ADDRESS)
    return number


def is_own(address: str, user: User) -> bool:
    """Whether it reaches the minor themself: "sara+mother@…" is Sara's own mailbox too."""
    if "@" not in address:
        return bool(user.phone) and _last_digits(address) == _last_digits(user.phone)
    own = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    return _mailbox(address) in {_mailbox(each) for each in own}


def _mailbox(address: str) -> str:
    local, _at, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _last_digits(number: str) -> str:
    return re.sub(r"\D", "", number)[-8:]
