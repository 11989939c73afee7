"""What may be the number of a line. Whether it is one, `sequences` decides from what stands around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .numerals import (
    ADVERBS,
    DIGIT,
    ENGLISH_ADVERBS,
    LETTERS,
    NUMBER_WORDS,
    fold,
    letter_name,
    letter_values,
    number_words,
    roman,
)

# Words that number the parts of a rule, whatever it is about. Those in GROUPS usually hold numbered parts themselves.
_ARABIC_PARTS = "ماده بند فقره نقطه مطلب فرع قاعده مبدا شرط خطوه"
_ENGLISH_PARTS = "article section clause paragraph para point item rule principle step art sec §"
_ARABIC_GROUPS = "باب فصل قسم جزء محور مبحث ملحق مرفق مرحله"
_ENGLISH_GROUPS = "chapter part title book division annex appendix schedule"
PARTS = frozenset([*_ARABIC_PARTS.split(), *_ENGLISH_PARTS.split()])
GROUPS = frozenset([*_ARABIC_GROUPS.split(), *_ENGLISH_GROUPS.split()])

# What the column for a number holds.
LONGEST = 40

_NUMBER = rf"(?P<number>{DIGIT}{{1,3}}(?!{DIGIT}))(?P<bis>\s*(?:مكرر{LETTERS}*|bis|ter)(?=\W|$))?"
_REST = r"(?P<rest>.*)$"
_DASHES = "-–—‒―−ـ"
_BRACKETED = re.compile(rf"^[(\[﴿]\s*{_NUMBER}\s*[)\]﴾]\s*(?P<sep>[{_DASHES}.:/،]?)\s*{_REST}")
_SEPARATED = re.compile(rf"^{_NUMBER}(?P<gap>\s*)(?P<sep>[{_DASHES}.)\]:/_(]{{1,2}})(?P<after>\s*){_REST}")
_REVERSED = re.compile(rf"^(?P<sep>[{_DASHES}.)])\s?{_NUMBER}\(?\s+(?P<rest>\D.*)$")
_BARE = re.compile(rf"^{_NUMBER}\s+(?P<rest>\D.*)$")
_NESTED = re.compile(
    rf"^[(\[]?(?P<number>{DIGIT}{{1,3}}(?:(?P<joint>[.٫/]|\s?[-–]\s?){DIGIT}{{1,3}})(?:(?P=joint){DIGIT}{{1,3}}){{0,3}})(?!{DIGIT})"
    rf"(?P<sep>[{_DASHES}.)\]:/]{{0,2}})(?P<after>\s*){_REST}"
)
_COMPOUND = re.compile(
    rf"^[(\[]?(?P<digits>{DIGIT}{{1,3}})[-–/.]?\(?(?P<letter>هـ|[a-zA-Zء-ي])(?P<sep>[{_DASHES})\]./:]{{1,2}})\s*{_REST}"
)
_SIGN = re.compile(
    rf"^(?P<number>[\u2460-\u249b\u24f5-\u24fe\u2776-\u2793]|{DIGIT}\ufe0f?\u20e3)\s*[{_DASHES}.]?\s*{_REST}"
)
_LETTER = re.compile(
    rf"^(?P<open>[(\[]?)\s*(?P<letter>هـ|[a-zA-Zء-ي]ـ?|[ivxlIVXL]{{1,7}})\s*(?P<sep>[{_DASHES})\]./:]{{1,2}})(?P<after>\s*){_REST}"
)
_AFTER_WORDS = re.compile(rf"^\s*(?P<sep>[{_DASHES}.:/)،,؛;]{{0,2}})\s*{_REST}")
_NOUN = re.compile(rf"^(?P<noun>§|{LETTERS}+\.?)(?P<gap>[ \u00a0]*)")
_LEAD = re.compile(rf"[{_DASHES}:/]?\s*")
_NUMBERING_NUMBER = re.compile(r"^(?:رقم|no\.?|number|nr\.?|#)\s*", re.I)


@dataclass(frozen=True)
class Label:
    # As the document writes it, without brackets and what separates it from its text.
    number: str
    # Labels of one sequence share a family; the style tells lists of one family apart.
    family: str
    style: str
    value: int
    rest: str
    # Of "2.1.3": (2, 1).
    path: tuple[int, ...] = ()
    # A weak label is believed only beside its neighbours in a sequence.
    is_strong: bool = False
    # A weak sequence may have to begin at its beginning.
    must_begin: bool = False
    # The whole label where it has words of its own: "المادة (3)".
    words: str = ""
    is_group: bool = False
    is_repeated: bool = False
    # Its line begins as numbered lines do, whatever the number.
    is_marked: bool = False

    @property
    def name(self) -> str:
        """Its part of an address, the same in every language."""
        is_letter = self.family.removeprefix("compound ") in ("abjad", "alphabet", "latin", "LATIN")
        last = letter_name(self.value) if is_letter else str(self.value)
        return "-".join([*map(str, self.path), last]) + ("-bis" if self.is_repeated else "")


def labels_of(text: str, *, is_title: bool = False) -> list[Label]:
    """Every reading of the beginning of a line. In a heading (`is_title`) a number needs no mark behind it."""
    found = [*_nested(text, is_title), *_letters(text), *_adverbs(text), *_nouns(text, is_title)]
    found += list(_compounds(text)) or list(_digits(text, is_title))
    return [label for label in found if len(label.number) <= LONGEST and not label.rest.startswith(("%", "٪", "‰"))]


def _digits(text: str, is_title: bool) -> Iterator[Label]:
    if match := _BRACKETED.match(text):
        yield _digit_label(match, "brackets", is_strong=_is_sentence(match["rest"]) and len(match["number"]) < 3)
    elif match := _SEPARATED.match(text):
        if match["after"] or not _begins_with_digit(match["rest"]):
            yield _digit_label(match, _style(match["sep"]), is_strong=is_title or _is_clear(match))
    elif match := _SIGN.match(text):
        value = int(unicodedata.numeric(match["number"][0], 0))
        yield Label(match["number"], "sign", "sign", value, match["rest"], is_strong=True)
    elif match := _REVERSED.match(text):
        yield _digit_label(match, "reversed", must_begin=True)
    elif match := _BARE.match(text):
        yield _digit_label(match, "bare", family="bare", is_strong=is_title, must_begin=True)


def _digit_label(
    match: re.Match[str], style: str, *, family: str = "digits", is_strong: bool = False, must_begin: bool = False
) -> Label:
    return Label(
        number=match["number"] + (match["bis"] or ""),
        family=family,
        style=f"{family} {style}",
        value=int(match["number"]),
        rest=match["rest"],
        is_strong=is_strong,
        must_begin=must_begin,
        is_repeated=bool(match["bis"]),
    )


def _style(separator: str) -> str:
    """One name for all dashes: typists mix them within a list."""
    kinds = {"-" if mark in _DASHES else mark for mark in separator}
    return "dash" if "-" in kinds else "bracket" if kinds & set(")](") else "mark" if kinds & set("/:_") else "dot"


def _is_clear(match: re.Match[str]) -> bool:
    """Whether this number can hardly be anything but the number of a point."""
    number, separator, rest = match["number"], match["sep"], match["rest"]
    if len(number) > 2 or not int(number) or not _is_sentence(rest) or set(separator) & set("/:_("):
        return False
    touches = bool(match["after"])
    if _style(separator) == "dash":
        # "7-day notice" and "50 – the highest number" are prose; "7-بلاغ" is a hasty typist's point.
        return (touches or not rest[:1].isascii()) and (not match["gap"] or int(number) == 1) or not rest
    return touches or not rest[:1].islower()


def _is_sentence(rest: str) -> bool:
    return not rest or (not _begins_with_digit(rest) and any(letter.isalpha() for letter in rest))


def _begins_with_digit(rest: str) -> bool:
    return bool(re.match(rf"[+(]?{DIGIT}", rest))


def _nested(text: str, is_title: bool) -> Iterator[Label]:
    match = _NESTED.match(text)
    if not match or _begins_with_digit(match["rest"]) or not _is_sentence(match["rest"]):
        return
    if not match["after"] and match["rest"] and not match["sep"]:
        return
    *path, value = (int(number) for number in re.split(r"[.\-–/٫]", match["number"]))
    by_dots = match["joint"] == "."
    yield Label(
        number=match["number"],
        family=f"nested {len(path)}",
        style=f"nested {len(path)}",
        value=value,
        rest=match["rest"],
        path=tuple(path),
        is_strong=by_dots and (is_title or bool(match["sep"]) and bool(match["after"])),
    )


def _compounds(text: str) -> Iterator[Label]:
    """ "1-أ-" and "5(a)": a letter that tells its parent's number itself."""
    match = _COMPOUND.match(text)
    if not match:
        return
    number = text[match.start("digits") : match.end("letter")]
    if "(" in number:
        number += ")"
    for order, value in letter_values(match["letter"].rstrip("ـ")).items():
        family = f"compound {order}"
        yield Label(number, family, family, value, match["rest"], path=(int(match["digits"]),), is_strong=value < 5)


def _letters(text: str) -> Iterator[Label]:
    match = _LETTER.match(text)
    if not match or (match["open"] and not set(match["sep"]) & set(")]")):
        return
    letter = match["letter"].rstrip("ـ")
    number = match["letter"] if match["letter"] == "هـ" else letter
    style = "brackets" if match["open"] else _style(match["sep"]) if match["sep"] else "dash"
    if value := roman(letter):
        family = "roman" if letter.islower() else "ROMAN"
        yield Label(number, family, f"{family} {style}", value, match["rest"], must_begin=True)
    for family, value in letter_values(letter).items():
        yield Label(number, family, f"{family} {style}", value, match["rest"], must_begin=True)


def _adverbs(text: str) -> Iterator[Label]:
    opened = text.startswith("(")
    words = number_words(text[1:] if opened else text, ADVERBS | ENGLISH_ADVERBS)
    if not words:
        return
    number, value = words
    match = _AFTER_WORDS.match(text[len(number) + opened :])
    if not match or (opened and ")" not in match["sep"]):
        return
    separator = set(match["sep"]) - set("،,؛;")
    is_strong = bool(separator) or not match["rest"]
    yield Label(number, "ordinal", "ordinal", value, match["rest"], is_strong=is_strong, must_begin=not separator)


def _nouns(text: str, is_title: bool) -> Iterator[Label]:
    """A noun and a number: a word that numbers the parts of any rule, or any noun that is counted on and on."""
    noun, position = "", 0
    for _place in range(3):
        match = _NOUN.match(text[position:])
        if not match:
            return
        noun = f"{noun} {fold(match['noun']).rstrip('.')}".strip()
        position += match.end()
        label = _noun_label(text, noun, position, is_title)
        if label:
            yield label
            return
        if not match["gap"]:
            return


def _noun_label(text: str, noun: str, position: int, is_title: bool) -> Label | None:
    is_known = noun in PARTS or noun in GROUPS
    named = _NUMBERING_NUMBER.match(text[position:])
    position += named.end() if named else 0
    # "مادة -1-" and "المادة: 1": what stands before the number only parts it from its noun.
    position += _before_number(text[position:]) if is_known else 0
    opened = text[position : position + 1] in ("(", "[", "﴿")
    found = _numeral(text[position + opened :].lstrip(), is_known, in_brackets=opened)
    if not found:
        return None
    number, value, bis = found
    end = text.index(number, position + opened) + len(number) + len(bis)
    match = re.match(
        rf"^\s*(?P<close>[)\]﴾]?)(?P<bis>\s*مكرر{LETTERS}*)?\s*(?P<sep>[{_DASHES}.:/،]{{0,2}})\s*(?P<rest>.*)$",
        text[end:],
    )
    if not match or (opened and not match["close"]) or (match["close"] and not opened):
        return None
    separator = set(match["sep"]) - set("،/")
    if re.match(rf"[.\-–/]?{DIGIT}", text[end:]) or not (is_known or separator or not match["rest"]):
        return None
    words = text[: end + match.end("bis") if match["bis"] else end + match.end("close")]
    if end > 80:
        return None
    is_strong = is_known and (bool(separator) or not match["rest"] or is_title)
    return Label(
        number=number + bis,
        family=f"word {noun}",
        style=f"word {noun}",
        value=value,
        rest=match["rest"],
        is_strong=is_strong,
        words=words.strip(),
        is_group=noun in GROUPS,
        is_repeated=bool(bis or match["bis"]),
    )


def _before_number(text: str) -> int:
    match = _LEAD.match(text)
    return match.end() if match else 0


def _numeral(text: str, is_known: bool, *, in_brackets: bool) -> tuple[str, int, str] | None:
    if match := re.match(_NUMBER, text):
        return match["number"], int(match["number"]), match["bis"] or ""
    if words := number_words(text, NUMBER_WORDS):
        return words[0], words[1], ""
    match = re.match(r"([IVXLC]{1,7}|[A-Z]|[ء-ي])(?=\W|$)", text)
    if not match or not is_known or not (in_brackets or match[1].isascii()):
        return None
    value = roman(match[1]) or next(iter(letter_values(match[1]).values()), None)
    return (match[1], value, "") if value else None
