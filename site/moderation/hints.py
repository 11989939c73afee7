"""What a moderator should look at: found by rules, in the text alone. Hints, never decisions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from moderation.models import ListedWord
from search.normalise import WRITTEN_WORD, normalise, of_written

MASK = "▇▇▇▇"
LABELS: dict[str, str | Promise] = {
    "phone": _("phone number"),
    "civil": _("may be a civil number"),
    "email": _("an e-mail address"),
    "link": _("a link"),
    "word": _("listed word"),
    "script": _("in neither Arabic nor English"),
    "repeated": _("sent before in the same words"),
}
# What names or reaches a person, and is offered for masking.
PERSONAL = ("phone", "civil", "email")

_GAP = r"[\s\-.()]{0,2}"
# Oman's numbers have eight digits: mobiles begin with 7 or 9, landlines with 2. Other countries' are written with +.
PHONE = re.compile(rf"(?<!\d)(?:(?:\+|00){_GAP}968{_GAP})?[279](?:{_GAP}\d){{7}}(?!\d)|\+\d(?:{_GAP}\d){{8,13}}(?!\d)")
# A civil number has seven to nine digits; one of eight that begins like a phone number is called one.
CIVIL = re.compile(r"(?<!\d)\d{7,9}(?!\d)")
# Both begin where a run of their letters begins: looking on from each letter of a long one would take for ever.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w-])[\w-]{1,63}\.(?:com|net|org|info|io|om|me|ly)(?:/\S*)?\b", re.IGNORECASE
)
LETTER = re.compile(r"[^\W\d_]")
KNOWN_LETTER = re.compile(r"[a-zA-Z\u00c0-\u024f\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True)
class Hint:
    """`spans`: where in the text, as (start, end) in characters; none where it is said of the whole."""

    code: str
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def label(self) -> str:
        return str(LABELS[self.code])

    @property
    def is_personal(self) -> bool:
        return self.code in PERSONAL


def hints(text: str, *, listed: Iterable[str] = ()) -> list[Hint]:
    """In the order of `LABELS`. `listed`: the words to look for, as they are kept."""
    spans = _without_overlap([*_personal(text), *_found("link", LINK, text), *_listed(text, listed)])
    found = [Hint(code, tuple(span for each, span in spans if each == code)) for code in LABELS]
    told = [hint for hint in found if hint.spans]
    return told + ([Hint("script")] if _is_in_another_script(text) else [])


def listed_words() -> list[str]:
    return list(ListedWord.objects.in_use().values_list("code", flat=True))


def masked(text: str, found: Sequence[Hint]) -> str:
    """The text with what is personal in it covered; everything else stays as it was written."""
    for start, end in sorted((span for hint in found if hint.is_personal for span in hint.spans), reverse=True):
        text = text[:start] + MASK + text[end:]
    return text


def _personal(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    digits = _with_western_digits(text)
    yield from _found("email", EMAIL, text)
    yield from _found("phone", PHONE, digits)
    yield from _found("civil", CIVIL, digits)


def _with_western_digits(text: str) -> str:
    """One character for one: places found in it are places in the text."""
    return "".join(str(int(each)) if each.isdecimal() else each for each in text)


def _found(code: str, pattern: re.Pattern[str], text: str) -> list[tuple[str, tuple[int, int]]]:
    return [(code, match.span()) for match in pattern.finditer(text)]


def _without_overlap(found: list[tuple[str, tuple[int, int]]]) -> list[tuple[str, tuple[int, int]]]:
    """Of two that share characters the one looked for first: an address is no link, a phone no civil number."""
    kept: list[tuple[str, tuple[int, int]]] = []
    for code, (start, end) in found:
        if all(end <= other_start or other_end <= start for _code, (other_start, other_end) in kept):
            kept.append((code, (start, end)))
    return sorted(kept, key=lambda each: each[1])


def _listed(text: str, listed: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Words of the list, whatever was done to hide them: marks, tatweel, repeated letters, letters set apart."""
    looked_for = {squeezed(word) for word in listed} - {""}
    if not looked_for:
        return
    for span, word in [*_words(text), *_spelt_out(text)]:
        if word in looked_for or word.removeprefix("ال") in looked_for:
            yield "word", span


@lru_cache(maxsize=50_000)
def squeezed(word: str) -> str:
    """As compared: normalised, and of letters that follow themselves one."""
    return "".join(letter for letter, _run in groupby("".join(of_written(word)) or normalise(word).strip()))


def _words(text: str) -> list[tuple[tuple[int, int], str]]:
    return [(match.span(), squeezed(match.group())) for match in WRITTEN_WORD.finditer(text)]


def _spelt_out(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Letters that stand alone in a row, like "g.h.o.s.t", are read as one word."""
    row: list[re.Match[str]] = []
    for match in [*WRITTEN_WORD.finditer(text), None]:
        if match and len(squeezed(match.group())) == 1 and (not row or match.start() - row[-1].end() <= 2):
            row.append(match)
            continue
        if len(row) > 2:
            yield (row[0].start(), row[-1].end()), squeezed("".join(each.group() for each in row))
        row = [match] if match and len(squeezed(match.group())) == 1 else []


def _is_in_another_script(text: str) -> bool:
    letters, known = len(LETTER.findall(text)), len(KNOWN_LETTER.findall(text))
    return letters >= 10 and known < letters / 2
