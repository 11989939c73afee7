"""A ticket officer's role can be limited to a unit, and holds for what is below it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.scopes import Groups, Named, ScopeKind
from directory.models import Unit
from tickets.schools import schools_named
from tickets.units import by_governorate, by_name


def _options() -> Groups:
    """Schools are too many for one list: they are found by a word."""
    units = Unit.objects.active().exclude(kind=Unit.Kind.SCHOOL)
    return [(heading, [(unit.code, unit.name) for unit in here]) for heading, here in by_governorate(units)]


def _names(codes: Collection[str]) -> Mapping[str, str]:
    return {unit.code: unit.name for unit in Unit.objects.filter(code__in=codes)}


def _find(text: str) -> list[Named]:
    return [(unit.code, f"{unit.name} ({unit.code})") for unit in sorted(schools_named(text), key=by_name)]


UNIT = ScopeKind(word=_("a unit"), roles=frozenset({Role.TICKET_OFFICER}), options=_options, names=_names, find=_find)
