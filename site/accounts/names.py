"""How a party's name stands when it is published."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import Party

# Control characters, marks that turn or hide text, and what no font has a letter for.
INVISIBLE = {"Cf", "Cc", "Co", "Cs"}

# Whole words, without marks and in one spelling: a person who is called so is not one. Family names such as «الوزير»
# and first names such as «وزير» are not among them.
_OFFICES = (
    "وزاره الوزاره مديريه المديريه دائره الدائره اداره الاداره حكومه الحكومه ministry directorate department "
    "government administrator administration moderator official مكتب المكتب هيئه الهيئه مجلس المجلس لجنه اللجنه office "
    "committee council authority minister"
)
# As the first word: behind a name they may be a family's.
_POSTS = (
    "مدير المدير مديره المديره وكيل الوكيل وكيله الوكيله الوزير الوزيره الرئيس الناطق المتحدث director undersecretary"
)
_TITLES = (
    "د م ا دكتور الدكتور دكتوره الدكتوره مهندس المهندس مهندسه المهندسه استاذ الاستاذ استاذه الاستاذه معالي سعاده "
    "الشيخ الشيخه سمو "
    "dr prof professor mr mrs ms eng engineer"
)
# «أبو أحمد» says whose father somebody is; with more names behind it, it is part of a name.
_KIN = "ابو ام ابن بنت abu umm"
_SPELLINGS = str.maketrans("أإآىة", "ااايه")

# Under which name a text stands whose author's account was erased: in the language of the text.
WITHDRAWN = {"ar": "طرف منسحب", "en": "Withdrawn party"}

# Words between the parts of a name; they give no initial.
_LINKS = {"بن", "بنت", "ابن", "ابنة", "bin", "bint", "ibn", "al", "el", "ال"}


def on_one_line(typed: str) -> str:
    """In one spelling (NFC), with single spaces."""
    return " ".join(unicodedata.normalize("NFC", typed).split())


def hides_something(text: str) -> bool:
    """Whether a character in it is not seen."""
    return any(unicodedata.category(character) in INVISIBLE for character in text)


def initials(name: str) -> str:
    """«محمد بن سالم العبري» → «م. ع.»; "Mohammed bin Salim Al Abri" → "M. A."."""
    words = [word for word in name.replace("-", " ").split() if word.lower() not in _LINKS]
    chosen = words if len(words) < 2 else [words[0], words[-1]]
    return " ".join(f"{_first_letter(word)}." for word in chosen)


def _first_letter(word: str) -> str:
    bare = word[2:] if word.startswith("ال") and len(word) > 3 else word
    return bare[0].upper()


def is_office(name: str) -> bool:
    """Whether it speaks as if for an authority: "Ministry of Education", «إدارة المنصة»."""
    words = _words(name)
    return words[0] in _POSTS.split() or not set(_OFFICES.split()).isdisjoint(words)


def begins_with_title(name: str) -> bool:
    return _words(name)[0] in _TITLES.split()


def is_nickname(name: str) -> bool:
    words = _words(name)
    return words[0] in _KIN.split() and len(words) < 3


def _words(name: str) -> list[str]:
    letters = "".join(mark for mark in name if not unicodedata.combining(mark))
    return letters.translate(_SPELLINGS).casefold().replace(".", " ").replace("-", " ").split()


def published_name(party: Party) -> str:
    """The whole name, except a minor's, of which only initials are published (the whole is held)."""
    return initials(party.name) if party.is_minor else party.name
