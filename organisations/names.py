"""What a body may be called, and which others are called alike."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.names import begins_with_title, hides_something, is_nickname, is_office, on_one_line
from organisations.models import LONGEST_NAME, Admission
from search.normalise import words

MARKS = " -–'’.,،&()/«»\"+"
SHORTEST = 4
# How much alike two names are, of 1, before somebody looks at both.
ALIKE = 0.7
MOST_ALIKE = 5
# What names of bodies begin with says nothing about which one it is.
COMMON = set(words("مدرسة شركة جمعية مجلس مؤسسة نادي لجنة فريق مركز school company association council centre club"))


def plain(text: str) -> str:
    """On one line and in one spelling; refused where something in it is not seen."""
    line = on_one_line(text)
    if hides_something(line):
        raise forms.ValidationError(_("There is an invisible character in this. Please type it again."))
    return line


class PlainField(forms.CharField):
    """One line of somebody's words."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        widget = options.pop("widget", None) or forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
        super().__init__(max_length=max_length, widget=widget, **options)
        self.error_messages["max_length"] = _("This has at most %(limit_value)d letters. Please shorten it.")

    def clean(self, value: Any) -> str:
        return plain(super().clean(value))


class BodyNameField(PlainField):
    """As on its document: no authority's name, no person's."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, min_length=SHORTEST, **options)
        self.error_messages["min_length"] = _("Write the whole name of the organisation.")

    def clean(self, value: Any) -> str:
        name = super().clean(value)
        if not all(unicodedata.category(sign)[0] in "LMN" or sign in MARKS for sign in name):
            raise forms.ValidationError(_("A name is written in letters and digits, without symbols or pictures."))
        if sum(sign.isalpha() for sign in name) < SHORTEST:
            raise forms.ValidationError(self.error_messages["min_length"])
        _refuse_pretending(name)
        return name


def _refuse_pretending(name: str) -> None:
    if is_office(name):
        raise forms.ValidationError(
            _(
                "This reads as the name of an authority. Write the organisation's own name; an authority takes part "
                "through the ministry, which registers it."
            )
        )
    if begins_with_title(name) or is_nickname(name):
        raise forms.ValidationError(
            _("This reads as the name of a person. Write the organisation's name as it stands on its document.")
        )


def bodies_like(name: str, registration_number: str) -> list[Organisation]:
    """Those that are there already, the most alike first; one query."""
    every = Organisation.objects.select_related("party")
    return _most_alike(every, name, registration_number, lambda body: body.party.name)


def requests_like(admission: Admission) -> list[Admission]:
    """Others that wait."""
    others = Admission.objects.waiting().exclude(pk=admission.pk).select_related("asker")
    return _most_alike(others, admission.name, admission.registration_number, lambda other: other.name)


def _most_alike(rows: Any, name: str, number: str, name_of: Any) -> list[Any]:
    found = [(_likeness(name, name_of(row), number, row.registration_number), row) for row in rows]
    alike = sorted(((share, row.pk, row) for share, row in found if share >= ALIKE), reverse=True)
    return [row for _share, _pk, row in alike[:MOST_ALIKE]]


def _likeness(one: str, other: str, number: str, other_number: str) -> float:
    if number and number.casefold() == other_number.casefold():
        return 1
    mine, theirs = _telling(one), _telling(other)
    shared = set(mine) & set(theirs)
    share = len(shared) / max(1, min(len(mine), len(theirs))) if len(shared) > 1 else 0
    return max(share, SequenceMatcher(None, " ".join(mine), " ".join(theirs)).ratio())


def _telling(name: str) -> list[str]:
    every = words(name)
    return [word for word in every if word not in COMMON] or every
