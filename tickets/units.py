"""The units that a form offers, as people look for them: the ministry's own first, then governorate by governorate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms.models import ModelChoiceIterator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Governorate
from directory.models import Unit
from search.normalise import normalise

CENTRAL = _("The ministry and its departments")
# Within a group: who stands above stands first.
LEVELS = list(Unit.Kind)


def by_name(unit: Unit) -> tuple[int, str]:
    """In the reader's language: «أدم» and «إبراء» begin with the same letter there."""
    return LEVELS.index(Unit.Kind(unit.kind)), normalise(unit.name)


def by_governorate(units: Iterable[Unit]) -> Iterator[tuple[str | Promise, list[Unit]]]:
    """What belongs to no governorate, then the governorates in the order the State lists them."""
    known = sorted(units, key=by_name)
    for code, label in [("", CENTRAL), *Governorate.choices]:
        if here := [unit for unit in known if _place(unit) == code]:
            yield label, here


def _place(unit: Unit) -> str:
    return unit.governorate if unit.governorate in Governorate.values else ""


class UnitChoices(ModelChoiceIterator):
    """A list of a hundred that can be read: the choices of a field, each under its heading."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for label, units in by_governorate(self.queryset):
            yield (label, [self.choice(unit) for unit in units])
