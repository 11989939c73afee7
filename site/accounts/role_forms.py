"""What an administrator says of a role: whose, what it is limited to, from when to when, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import scopes
from accounts.forms import AccountField, ReasonField
from accounts.models import Role, User
from accounts.permissions import may_hold_office
from accounts.scopes import EVERYTHING, Scope

LONGEST_GRANT = timedelta(days=3652)
# Of what was looked for by a word, as many as can be offered to choose from.
MOST_FOUND = 20


class DayField(forms.DateField):
    """Today or later, within ten years."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {
            "required": False,
            "error_messages": {"invalid": _("Write a date that the calendar has, as year-month-day.")},
            "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "input_formats": ["%Y-%m-%d"],
        }
        super().__init__(**usual | options)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not timezone.localdate() <= day <= timezone.localdate() + LONGEST_GRANT:
            raise forms.ValidationError(_("Choose a day from today on, within ten years."))
        return day


class ScopeForm(forms.Form):
    """What a role is limited to: from the list, or by a word for what no list could show, such as a thousand schools;
    where several fit, they are offered to choose from."""

    scope = forms.ChoiceField(
        label=_("Limited to"),
        help_text=_("A unit counts with what is below it. Who sees everything is limited to nothing."),
        required=False,
    )
    found_by = forms.CharField(
        label=_("Or a school, by its code or part of its name"),
        help_text=_("Stands in place of what is chosen above."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    found = forms.CharField(label=_("Which of these?"), required=False, max_length=300, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scope"].choices = _choices()  # type: ignore[attr-defined]

    def chosen_scope(self) -> Scope:
        """After the fields were cleaned; an error stands beside the field that holds it."""
        written = self.cleaned_data.get("found_by", "")
        if not written:
            return Scope.read(self.cleaned_data.get("scope", ""))
        offered = scopes.found(written)
        chosen = offered if len(offered) == 1 else [one for one in offered if one[0] == self.cleaned_data.get("found")]
        if chosen:
            return Scope.read(chosen[0][0])
        if not offered:
            self.add_error("found_by", _("No school has this code, or a name with these words."))
        elif len(offered) > MOST_FOUND:
            self.add_error("found_by", _too_many(len(offered)))
        else:
            self.fields["found"].widget = forms.RadioSelect(choices=offered)
            self.add_error("found_by", _("Several schools have these words in their names. Choose one below."))
        return EVERYTHING


class GrantForm(ScopeForm):
    email = AccountField(
        error_messages={"unknown": _("No active account has this address. The person signs up first.")}
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", _("Choose from the list")), *Role.choices],
        error_messages={"required": _("Choose the role.")},
    )
    first_day = DayField(label=_("From this day"), help_text=_("Empty: from now on."))
    last_day = DayField(label=_("Until the end of this day"), help_text=_("Empty: until it is ended."))
    reason = ReasonField(help_text=_("The person reads it in the mail, in your words."))

    field_order = ["email", "role", "scope", "found_by", "found", "first_day", "last_day", "reason"]

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by

    def clean_email(self) -> User:
        user: User = self.cleaned_data["email"]
        if user.is_suspended:
            raise forms.ValidationError(_("This account is suspended. Lift the suspension first."))
        if not may_hold_office(user):
            raise forms.ValidationError(_("A pupil, or somebody under eighteen, has no role in the back office."))
        if user.pk == self.by.pk:
            raise forms.ValidationError(
                _("Nobody grants themself a role: another administrator does it, or the operator.")
            )
        return user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if last and first and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        cleaned["scope"] = scope = self.chosen_scope()
        if "role" in cleaned and not scopes.may_be_limited(cleaned["role"], scope):
            self.add_error("found_by" if cleaned.get("found_by") else "scope", str(_not_limited(cleaned["role"])))
        return cleaned


class LastDayForm(forms.Form):
    last_day = DayField(label=_("Until the end of this day"), help_text=_("Empty: until it is ended."))
    reason = ReasonField(help_text=_("The person reads it in the mail, in your words."))


class HistoryForm(forms.Form):
    """Which of the roles that have ended; nonsense in the address shows all."""

    person = forms.CharField(
        label=_("Name or address"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices])


def _choices() -> list[Any]:
    groups: list[Any] = [("", _("Nothing: the role holds for everything"))]
    for code, kind in scopes.kinds().items():
        roles = " · ".join(str(Role(role).label) for role in Role.values if role in kind.roles)
        for heading, named in kind.options():
            options = [(str(Scope(code, thing)), name) for thing, name in named]
            groups.append((f"{heading} ({roles})", options))
    return groups


def _not_limited(role: str) -> str | Promise:
    if role == Role.ADMINISTRATOR:
        return _("An administrator is limited to nothing: whoever grants roles could lift the limit.")
    words = [str(kind.word) for kind in scopes.kinds().values() if role in kind.roles]
    if not words:
        return _("This role cannot be limited. Choose nothing here.")
    return _("This role is limited to one of these only: %(kinds)s.") % {"kinds": " · ".join(words)}


def _too_many(count: int) -> str:
    return ngettext(
        "%(count)d school has these words in its name. Write more of the name.",
        "%(count)d schools have these words in their names. Write more of the name.",
        count,
    ) % {"count": count}
