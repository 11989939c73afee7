"""What a person tells us about themself when they sign up; what an administrator says of an account."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.guardians import GuardianField
from accounts.models import EducationRole, Governorate, Party, User
from accounts.names import begins_with_title, hides_something, is_nickname, is_office, on_one_line

LONGEST_NAME = 150
LONGEST_LIFE = date(1900, 1, 1)
LONGEST_SUSPENSION = timedelta(days=3652)
WHOLE_NAME = _("Please write your whole name, at least your own name and your family's.")


class NameField(forms.CharField):
    """A person's whole name: letters only, at least two words, no marks that turn or hide text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_length=5, max_length=LONGEST_NAME, **options)
        self.error_messages["min_length"] = WHOLE_NAME
        self.error_messages["max_length"] = _("A name has at most %(limit_value)d letters here. Please shorten it.")

    def clean(self, value: Any) -> str:
        name = on_one_line(super().clean(value))
        if hides_something(name):
            raise forms.ValidationError(_("The name holds an invisible character. Please type it again."))
        if not all(_may_stand_in_a_name(character) for character in name):
            raise forms.ValidationError(_("A name is written in letters only, without digits or symbols."))
        if len(name.split()) < 2 or is_nickname(name):
            raise forms.ValidationError(WHOLE_NAME)
        if begins_with_title(name):
            raise forms.ValidationError(_("Please leave out titles: the name stands as on the identity card."))
        if is_office(name):
            raise forms.ValidationError(
                _(
                    "This reads as the name of an authority. Write your own name; an organisation takes part by its "
                    "own account."
                )
            )
        return name


def _may_stand_in_a_name(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character in " -'’."


class AboutYourself(forms.Form):
    """The facts under which somebody's contributions are published."""

    name = NameField(
        label=_("Your full name"),
        error_messages={"required": _("Write your full name.")},
        help_text=_("As on your identity card. What you contribute is published under it; pupils appear as initials."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    # Nothing is chosen for anybody: a contribution stands under what is declared here.
    education_role = forms.ChoiceField(
        label=_("Your role in education"),
        choices=[("", _("Choose from the list")), *EducationRole.choices],
        error_messages={"required": _("Choose your role in education.")},
    )
    governorate = forms.ChoiceField(
        label=_("Your governorate"),
        choices=[("", _("Choose from the list")), *Governorate.choices],
        error_messages={"required": _("Choose your governorate.")},
    )


class SignupForm(AboutYourself):
    """Added by allauth to e-mail and password. What it collects is stored by the adapter's `save_user`."""

    field_order = ["name", "email", "password1", "education_role", "governorate"]

    def signup(self, request: HttpRequest, user: object) -> None:
        """allauth asks for this name; the adapter has stored everything by now."""


class ProfileForm(AboutYourself):
    language = forms.ChoiceField(
        label=_("Language of messages to you"),
        choices=User._meta.get_field("language").choices or [],
        widget=forms.RadioSelect,
        help_text=_("E-mails and text messages come in it. The pages have a link of their own to the other language."),
    )

    born_on = forms.DateField(
        label=_("Your date of birth"),
        help_text=_("What somebody under eighteen sends is published under initials, once a guardian confirmed it."),
        required=False,
        error_messages={"invalid": _("Write a date that the calendar has, as year-month-day.")},
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    field_order = ["name", "education_role", "governorate", "born_on", "guardian_address", "language"]

    def __init__(self, *args: Any, user: User, party: Party | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.party = party
        if user.guardian_address or (party and party.is_minor):
            # Empty until the first text is sent: the form of that text asks for it.
            self.fields["guardian_address"] = GuardianField(user=user, required=False)
            self.order_fields(self.field_order)

    @classmethod
    def of(cls, user: User, typed: QueryDict | None = None) -> ProfileForm:
        own = user.representations.speaking_for_self().for_list().first()
        initial: dict[str, Any] = {"name": user.first_name, "language": user.language}
        initial |= {"guardian_address": user.guardian_address}
        if own:
            party = own.party
            initial |= {
                "name": party.name,
                "education_role": party.education_role,
                "governorate": party.governorate,
                "born_on": party.born_on,
            }
        return cls(typed, initial=initial, user=user, party=own.party if own else None)

    def clean_born_on(self) -> date | None:
        born: date | None = self.cleaned_data["born_on"]
        if born and not LONGEST_LIFE < born <= timezone.localdate():
            raise forms.ValidationError(_("Write the day on which you were born."))
        if self.party and self.party.would_come_of_age(born):
            raise forms.ValidationError(
                _("By the date that you gave before you are under eighteen. Write to us to have it corrected.")
            )
        return born

    def clean(self) -> dict[str, Any]:
        """Whoever is no pupil any more may still be under eighteen."""
        cleaned = super().clean() or {}
        leaves = bool(self.party and self.party.is_pupil) and cleaned.get("education_role") not in {None, "", "pupil"}
        if leaves and "born_on" in cleaned and cleaned["born_on"] is None:
            self.add_error("born_on", _("Write your date of birth: until now you took part as a pupil."))
        return cleaned


class ReasonField(forms.CharField):
    """Why: kept with the step, for those who work here."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
        messages = {
            "required": _("Write the reason."),
            "max_length": _("A reason has at most %(limit_value)d letters."),
        }
        super().__init__(label=_("Reason"), max_length=500, widget=widget, error_messages=messages, **options)


class AccountField(forms.EmailField):
    """The address of somebody's account, which it gives back; what was typed stays where it is refused."""

    def __init__(self, **options: Any) -> None:
        widget = forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"})
        messages = {
            "required": _("Write the account's e-mail address."),
            "unknown": _("No active account has this address."),
        } | options.pop("error_messages", {})
        super().__init__(label=_("The account's e-mail address"), widget=widget, error_messages=messages, **options)

    def clean(self, value: Any) -> User:
        user = User.objects.filter(email__iexact=super().clean(value), is_active=True).first()
        if user is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return user


class SessionForm(forms.Form):
    """Which sessions to end: the key of one, or one of the two words."""

    ELSEWHERE, EVERYWHERE = "elsewhere", "everywhere"

    which = forms.RegexField(rf"^(\d{{1,18}}|{ELSEWHERE}|{EVERYWHERE})$")


class SuspendForm(forms.Form):
    email = AccountField()
    last_day = forms.DateField(
        label=_("Until the end of this day"),
        help_text=_("Empty: until it is lifted."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    reason = ReasonField(help_text=_("The person reads it in the mail, in your words."))

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day and not timezone.localdate() <= day <= timezone.localdate() + LONGEST_SUSPENSION:
            raise forms.ValidationError(_("Choose a day from today on, within ten years."))
        return day


class EndForm(forms.Form):
    reason = ReasonField()
