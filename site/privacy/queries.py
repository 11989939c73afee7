"""Everything held about one person: as a programme reads it, and as a person does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import is_staff_member
from config.dates import long_date, moment
from config.personal_data import Coded, Holding, Label, Row, holdings

if TYPE_CHECKING:
    from accounts.models import User

# Of the shape of the JSON; a key that goes or changes its meaning makes another.
VERSION = 1
# Dozens of rows each, of which a reader seldom wants any.
AT_THE_END = frozenset({"acts", "messages"})


@dataclass(frozen=True)
class Line:
    """One fact: what it is called, and its words, or the sheets within it."""

    label: Label
    words: str = ""
    is_code: bool = False
    sheets: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A holding with what is in it."""

    holding: Holding
    sheets: tuple[tuple[Line, ...], ...]


def kinds_held(user: User) -> list[Holding]:
    """What may be held about somebody. Who never had a role reads nothing about roles."""
    is_staff = is_staff_member(user)
    return [holding for holding in holdings() if is_staff or not holding.is_of_staff]


@transaction.atomic
def everything(user: User) -> dict[str, Any]:
    """As JSON: keys as `docs/privacy.md` says, codes, times in UTC."""
    return {
        "version": VERSION,
        "site": settings.SITE_URL,
        "made_at": timezone.now(),
        **{holding.key: list(holding.rows(user)) for holding in holdings()},
    }


@transaction.atomic
def chapters(user: User) -> list[Chapter]:
    """As a page, with the long lists at the end: what is empty is left out, and every code has its words."""
    found = ((holding, holding.rows(user)) for holding in sorted(holdings(), key=lambda each: each.key in AT_THE_END))
    return [Chapter(holding, tuple(_sheet(holding, row) for row in rows)) for holding, rows in found if rows]


def files(user: User) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Where each file lies in the copy, and its bytes in pieces."""
    for holding in holdings():
        yield from holding.files(user) if holding.files else ()


def _sheet(holding: Holding, row: Row) -> tuple[Line, ...]:
    return tuple(_line(holding, key, value) for key, value in row.items() if value not in (None, "", []))


def _line(holding: Holding, key: str, value: Any) -> Line:
    label = holding.words[key]
    if isinstance(value, list):
        return Line(label, sheets=tuple(_sheet(holding, row) for row in value))
    if isinstance(value, Coded):
        return Line(label, str(value.label), is_code=value.label == str(value))
    return Line(label, _words(value))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return moment(value)
    return long_date(value) if isinstance(value, date) else str(value)
