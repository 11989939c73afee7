"""How a party's name stands when it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import Party

# Words between the parts of a name; they give no initial.
_LINKS = {"بن", "بنت", "ابن", "ابنة", "bin", "bint", "ibn", "al", "el", "ال"}


def initials(name: str) -> str:
    """«محمد بن سالم العبري» → «م. ع.»; "Mohammed bin Salim Al Abri" → "M. A."."""
    words = [word for word in name.replace("-", " ").split() if word.lower() not in _LINKS]
    chosen = words if len(words) < 2 else [words[0], words[-1]]
    return " ".join(f"{_first_letter(word)}." for word in chosen)


def _first_letter(word: str) -> str:
    bare = word[2:] if word.startswith("ال") and len(word) > 3 else word
    return bare[0].upper()


def published_name(party: Party) -> str:
    """The whole name, except a pupil's, of which only initials are published (the whole is held)."""
    return initials(party.name) if party.is_pupil else party.name
