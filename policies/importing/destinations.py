"""Where an imported document may go. Rooms that keep drafts register how theirs is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .structure import Imported, ImportedPart

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class MadeDraft:
    title: str
    # The document with its parts as the draft addresses them.
    imported: Imported
    slug: str
    # Where an editor goes on with it.
    path: str
    is_new: bool = True
    # Parts of a translation that stand nowhere in the draft.
    unmatched: tuple[ImportedPart, ...] = ()


@dataclass(frozen=True)
class Names:
    """`slug`, where it was asked for, names the draft to change if there is one. The rest only serves a new draft."""

    title: str = ""
    slug: str = ""
    new_title: str = ""
    new_slug: str = ""


class Destination(Protocol):
    def __call__(self, imported: Imported, *, names: Names, language: str, by: User | None) -> MadeDraft: ...


_destinations: dict[str, Destination] = {}


def register(name: str, destination: Destination) -> None:
    _destinations[name] = destination


def destination(name: str) -> Destination:
    return _destinations[name]


def names() -> list[str]:
    return sorted(_destinations)
