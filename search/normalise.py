"""The one normaliser: what was typed, pasted or indexed, made to compare equal, for every engine and for duplicates."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Code points as ranges: written out, most of these letters and marks would be invisible or reorder the line.
MARKS = [(0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x0300, 0x036F)]
TATWEEL = [(0x0640, 0x0640)]
INVISIBLE = [
    *[(0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180E, 0x180E), (0x200B, 0x200F)],
    *[(0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)],
]
# Marks as presentation forms: NFKC would turn each into a space and a mark, and so cut its word in two.
MARK_FORMS = [(0xFC5E, 0xFC63), (0xFCF2, 0xFCF4), (0xFE70, 0xFE7F)]

# Letters that writers, keyboards and PDF files use for one another. The hamzas ؤ and ئ stay: 3-grams bridge them.
LETTERS = {
    "\u0627": "\u0622\u0623\u0625\u0671\u0672\u0673",  # alef: madda, hamza above and below, wasla, wavy hamzas
    "\u064a": "\u0649\u06cc\u06cd\u06d0\u06d2\u063d\u063e\u063f",  # ya: maqsura, Persian, tailed, Urdu
    "\u0643": "\u06a9\u06aa",  # kaf: Persian, swash
    "\u0647": "\u0629\u06be\u06c0\u06c1\u06c2\u06c3\u06d5",  # ha: ta marbuta, Urdu and Kurdish has
    "\u0641": "\u06a4",  # fa: veh, as in "video"
    "\u0628": "\u067e",  # ba: peh, as in "Paris"
}


def _every(ranges: list[tuple[int, int]]) -> list[int]:
    return [point for first, last in ranges for point in range(first, last + 1)]


def _without_accent() -> dict[int, str]:
    """é → e for Latin letters; Arabic letters with a hamza must not be taken apart this way."""
    points = _every([(0x00C0, 0x024F), (0x1E00, 0x1EFF)])
    bases = {point: unicodedata.normalize("NFD", chr(point))[0] for point in points}
    return {point: base for point, base in bases.items() if base.isascii()}


BEFORE = dict.fromkeys(_every(MARK_FORMS))
DROPPED = dict.fromkeys([*_every(MARKS), *_every(TATWEEL), *_every(INVISIBLE)])
FOLDS = (
    DROPPED
    | {0x0674: None}  # the high hamza of Kazakh, which NFKC leaves beside its letter
    | {ord(variant): letter for letter, variants in LETTERS.items() for variant in variants}
    | {ord("٠") + digit: str(digit) for digit in range(10)}
    | {ord("۰") + digit: str(digit) for digit in range(10)}
    | _without_accent()
)

# What each letter and digit may have been written as, itself among them.
_WRITTEN = {letter: letter for letter in FOLDS.values() if letter}
for _point, _letter in FOLDS.items():
    if _letter:
        _WRITTEN[_letter] += chr(_point)

# A word as a reader wrote it, marks and invisible characters included: `\w+` alone would split it at each of them.
_INSIDE = "".join(f"{chr(first)}-{chr(last)}" for first, last in [*MARKS, *TATWEEL, *INVISIBLE, *MARK_FORMS])
WRITTEN_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_INSIDE}])*")
WORD = re.compile(r"[^\W_]+")


def normalise(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(BEFORE)).translate(FOLDS).casefold()


def words(text: str) -> list[str]:
    """The normalised words of a text."""
    return [word for written in WRITTEN_WORD.findall(text) for word in of_written(written)]


@lru_cache(maxsize=200_000)
def of_written(written: str) -> tuple[str, ...]:
    """Of one word as a reader wrote it, marks and all; a ligature may hold several."""
    return tuple(WORD.findall(normalise(written)))


def pattern_of(word: str) -> str:
    """A regular expression for a normalised word as anybody may have written it, for a database that holds texts as
    they came. Ligatures, which NFKC takes apart, it does not find."""
    return f"[{_INSIDE}]*".join(f"[{_WRITTEN.get(letter, letter)}]" for letter in word)


def without_marks(written: str) -> str:
    """For showing: its own letters, ة and أ among them, bare."""
    return unicodedata.normalize("NFKC", written.translate(BEFORE)).translate(DROPPED)


def folded_digits(text: str) -> str:
    """Only the digits of what may be a reference number, in any script; empty when it has anything else."""
    compact = re.sub(r"[\s\-]+", "", normalise(text))
    return compact if compact.isascii() and compact.isdecimal() else ""
