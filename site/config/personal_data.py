"""What each room holds about a person: a room's `personal_data.py` says so when `AppConfig.ready()` imports it. The
room of privacy reads it; all others stand left of that one, so what they fill stands here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.utils.functional import Promise

Label = str | Promise
# Texts, numbers, times, codes with their words, and lists of further rows. Never somebody else's data.
Row = Mapping[str, Any]


class Coded(str):
    """A code, as a programme reads it, with the words that a person reads instead."""

    label: Label

    def __new__(cls, code: str, label: Label = "") -> Self:
        made = super().__new__(cls, code)
        made.label = label or code
        return made


def choice(row: Any, field: str) -> Coded:
    """The value of a field with choices."""
    return Coded(getattr(row, field), getattr(row, f"get_{field}_display")())


@dataclass(frozen=True)
class Holding:
    """One kind of thing held about a person: why, until when, the rows, and what each key of a row is called."""

    key: str
    title: Label
    why: Label
    until: Label
    rows: Callable[[Any], Sequence[Row]]
    words: Mapping[str, Label]
    # Files that belong to the rows: where each lies in the copy, and its bytes in pieces.
    files: Callable[[Any], Iterable[tuple[str, Iterable[bytes]]]] | None = None
    # Only people with a role in the back office have any.
    is_of_staff: bool = False
    # The setting with the days that `until` names.
    days: str = ""

    @property
    def until_when(self) -> str:
        return str(self.until) % {"days": getattr(settings, self.days)} if self.days else str(self.until)


_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    if _holdings.setdefault(holding.key, holding) is not holding:
        raise ValueError(f"{holding.key} is registered twice")


@dataclass(frozen=True)
class Leaving:
    """Somebody whose account is erased now, with what the rooms need to find what they hold."""

    user: Any
    # E-mail addresses and numbers that letters went to: the account itself forgets them.
    addresses: tuple[str, ...]
    at: datetime
    texts_go: bool


Eraser = Callable[[Leaving], None]
_erasers: list[Eraser] = []


def on_erasure(eraser: Eraser) -> None:
    """Call it inside the transaction that erases an account."""
    _erasers.append(eraser)


def erase(leaving: Leaving) -> None:
    """From right to left: what hangs on an account goes before the account does."""
    for eraser in reversed(_erasers):
        eraser(leaving)


def holdings() -> Iterable[Holding]:
    """In the order of the rooms."""
    return _holdings.values()
