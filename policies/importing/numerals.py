"""Numbers as people write them: digits of three scripts, words in two languages, letters, Roman numerals."""

from __future__ import annotations

import re

DIGIT = "[0-9٠-٩۰-۹]"
# Marks over and under Arabic letters, and the stroke that only stretches a word.
MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
LETTERS = "(?:[^\\W\\d_]|[\u064b-\u065f\u0670\u0640])"
SAME_LETTER = str.maketrans("أإآٱىةکی", "اااايهكي")

ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
LATIN = "abcdefghijklmnopqrstuvwxyz"

_UNITS = "اول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر"
_TENS = {"عشر": 20, "ثلاث": 30, "اربع": 40, "خمس": 50, "ست": 60, "سبع": 70, "ثمان": 80, "تسع": 90}
_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ENGLISH_CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_ROMAN = re.compile(r"^(?=[ivxlc])(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def fold(word: str) -> str:
    """One spelling for all spellings of a word: without marks, hamzas, the article."""
    word = MARKS.sub("", word).translate(SAME_LETTER).casefold()
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


def _arabic_ordinals() -> dict[str, int]:
    """Folded words: "ثالث", "ثالثا", "ثالثه", "ثالث عشر", "ثالث و عشرون" and their like."""
    words = {"اولي": 1, "اول": 1, "اولا": 1}
    compound = {"حادي": 1, "حاديا": 1, "حاديه": 1, "واحد": 1, "واحدا": 1, "احد": 1}
    for value, unit in enumerate(_UNITS.split(), 1):
        words |= {unit: value, f"{unit}ه": value, f"{unit}ا": value}
        compound |= {unit: value, f"{unit}ه": value, f"{unit}ا": value}
    for unit, value in compound.items():
        if value < 10:
            words |= {f"{unit} عشر": 10 + value, f"{unit} عشره": 10 + value}
    for stem, tens in _TENS.items():
        for ending in ("ون", "ين"):
            words[stem + ending] = tens
            words |= {f"{unit} و{stem}{ending}": tens + value for unit, value in compound.items() if value < 10}
    return words | {"مايه": 100, "مائه": 100, "ميه": 100, "مئه": 100}


ARABIC_ORDINALS = _arabic_ordinals()
# "First" and "أولا" number whatever follows; "الأول" and "one" do so behind a noun only.
ADVERBS = {
    word: value
    for word, value in ARABIC_ORDINALS.items()
    if word.endswith("ا") or " " in word and not word.endswith("ه") or word.endswith(("ون", "ين"))
}
ENGLISH_ORDINALS = {word: value for value, word in enumerate(_ENGLISH_ORDINALS.split(), 1)}
ENGLISH_ADVERBS = ENGLISH_ORDINALS | {f"{word}ly": value for word, value in ENGLISH_ORDINALS.items()}
ENGLISH_CARDINALS = {word: value for value, word in enumerate(_ENGLISH_CARDINALS.split(), 1)}
NUMBER_WORDS = ARABIC_ORDINALS | ENGLISH_ORDINALS | ENGLISH_CARDINALS
WORD = re.compile(rf"{LETTERS}+")


def number_words(text: str, known: dict[str, int]) -> tuple[str, int] | None:
    """The words of a number at the beginning of a text, as typed, and their value; as many words as make one."""
    found = None
    folded, position = "", 0
    for _place in range(3):
        match = WORD.match(text, position)
        if not match:
            break
        # A stretched last letter may be a dash: "أولاـ".
        word = fold(match[0])
        folded = _joined(folded, word)
        if folded in known:
            end = match.start() + len(match[0].rstrip("ـ"))
            found = text[:end], known[folded]
        position = match.end()
        if text[position : position + 1] not in (" ", "\u00a0"):
            break
        position += 1
    return found


def _joined(before: str, word: str) -> str:
    """ "الحادية والعشرون" folds to "حاديه وعشرون": the article hides behind the conjunction."""
    if not before:
        return word
    if word == "و":
        return f"{before} و"
    if before.endswith(" و"):
        return before + word
    if word.startswith("وال"):
        return f"{before} و{word[3:]}"
    return f"{before} {word}"


def roman(text: str) -> int | None:
    if not _ROMAN.match(text.lower()) or text not in (text.lower(), text.upper()):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text.lower()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def letter_values(letter: str) -> dict[str, int]:
    """The places that a letter has in the orders people number by."""
    if letter.lower() in LATIN and len(letter) == 1:
        return {"latin" if letter.islower() else "LATIN": LATIN.index(letter.lower()) + 1}
    folded = MARKS.sub("", letter).translate(SAME_LETTER)
    if len(folded) != 1:
        return {}
    orders = {"abjad": ABJAD, "alphabet": ALPHABET}
    return {name: order.index(folded) + 1 for name, order in orders.items() if folded in order}


def letter_name(value: int) -> str:
    """A letter for an address, the same in every language: the third letter is "c", be it "ج", "ت" or "c"."""
    return LATIN[value - 1] if value <= len(LATIN) else f"z{value - len(LATIN)}"
