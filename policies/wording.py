"""A text as the reader gets it: in their language where we have it, else in Arabic, and it says which."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import get_language


class Wording(NamedTuple):
    """A text with the language it is really in, so that a template can set `lang` and `dir` on it. A page of a draft
    makes a hundred: a tuple takes a third of a frozen dataclass's time."""

    text: str
    language: str
    is_fallback: bool = False

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"


def reads_arabic() -> bool:
    return (get_language() or "ar").startswith("ar")


def wording(arabic: str, english: str, *, language: str = "") -> Wording:
    """Arabic is authoritative: an English reader gets it where the English is missing. `language`: the reader's, from
    whoever has asked for it already."""
    if language == "ar" or (not language and reads_arabic()):
        return Wording(arabic, "ar")
    if english:
        return Wording(english, "en")
    return Wording(arabic, "ar", is_fallback=bool(arabic))
