"""What somebody says of a body, and of those who speak for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms import AccountField, ReasonField
from accounts.models import BodyKind, Governorate, Organisation, User
from contributions.models import Upload
from organisations.models import LONGEST_NUMBER, LONGEST_TITLE
from organisations.names import BodyNameField, PlainField
from organisations.permissions import is_adult

CHOOSE = ("", _("Choose from the list"))
ENDINGS = (".pdf", ".jpg", ".jpeg", ".png")


def _what_may_be_sent() -> str:
    return gettext(
        "A PDF or a picture (JPEG, PNG) of at most %(most)s MB: the registration, the licence, or the decision that "
        "founded it. Only you and those who verify it can open it, and it is deleted %(days)s days after the decision."
    ) % {"most": settings.ATTACHMENT_MEGABYTES, "days": settings.PRIVACY_DOCUMENT_DAYS}


class TitleField(PlainField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_TITLE, **options)


class BodyForm(forms.Form):
    """The facts of a body."""

    kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        choices=[CHOOSE, *BodyKind.choices],
        error_messages={"required": _("Choose what kind of organisation it is.")},
    )
    name = BodyNameField(
        label=_("Name of the organisation"),
        help_text=_("As it stands on its document. What is sent in its name is published under it."),
        error_messages={"required": _("Write the name of the organisation.")},
    )
    governorate = forms.ChoiceField(
        label=_("Governorate"),
        choices=[CHOOSE, *Governorate.choices],
        error_messages={"required": _("Choose its governorate.")},
    )
    registration_number = PlainField(
        label=_("Registration number"),
        help_text=_("Of the commercial register, the licence, or the decision that founded it."),
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("Write the number under which it is registered.")},
    )

    def clean_registration_number(self) -> str:
        number = "".join(_digit(sign) for sign in self.cleaned_data["registration_number"]).upper()
        if not any(sign.isalnum() for sign in number):
            raise forms.ValidationError(_("Write the number under which it is registered."))
        return number


def _digit(sign: str) -> str:
    """Of any keyboard."""
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign


class AskForm(BodyForm):
    """What somebody sends to have a body admitted. `kept`: the document that has arrived, with this press or before."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = TitleField(
        label=_("Your position in it"),
        help_text=_("For example: head of the council, manager of the school."),
        error_messages={"required": _("Write what you are in this organisation.")},
    )
    document = forms.Field(
        label=_("The document that shows it"),
        required=False,
        help_text=lazy(_what_may_be_sent, str)(),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    field_order = ["kind", "name", "governorate", "registration_number", "title", "document", "key"]

    def __init__(self, *args: Any, kept: Upload | None = None, refused: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.kept, self.refused = kept, refused
        # Needed, though a browser that is shown the page again sends none: it has arrived before.
        self.fields["document"].is_sometimes_needed = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        for why in self.refused:
            self.add_error("document", why)
        if not self.kept and not self.refused:
            self.add_error("document", _("Choose the document that shows what the organisation is."))
        return super().clean() or {}


class RegisterForm(BodyForm):
    """An administrator has the document before them."""

    is_verified = forms.BooleanField(
        label=_("I have seen its document: it is verified"),
        help_text=_("Until it is verified, nobody can speak in its name."),
        required=False,
    )


class RefuseForm(forms.Form):
    reason = ReasonField(help_text=_("The person reads it in the mail, in your words."))


class NoteForm(forms.Form):
    reason = ReasonField(help_text=_("It is kept with the decision."))


class InviteForm(forms.Form):
    address = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They get a message, and speak for the organisation once they have accepted."),
        error_messages={
            "required": _("Write the address of whoever is to speak for the organisation."),
            "invalid": _("This is not an e-mail address. Write one like name@example.om."),
        },
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    title = TitleField(label=_("Their position in it"), required=False)

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).lower()


class TitleForm(forms.Form):
    title = TitleField(label=_("Position in the organisation"), required=False)


class AppointForm(forms.Form):
    """By an administrator of the platform: for a body that has nobody, or on a letter of it."""

    email = AccountField(
        error_messages={"unknown": _("No active account has this address. The person signs up first.")}
    )
    title = TitleField(label=_("Position in the organisation"), required=False)
    is_administrator = forms.BooleanField(
        label=_("Administers the organisation: invites and removes those who speak for it"), required=False
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation = organisation

    def clean_email(self) -> User:
        user: User = self.cleaned_data["email"]
        if not is_adult(user):
            raise forms.ValidationError(_("Only adults speak for an organisation."))
        if user.representations.filter(party=self.organisation.party_id, ends_at=None).exists():  # type: ignore[attr-defined]
            raise forms.ValidationError(_("This person speaks for the organisation already."))
        return user
