"""How a document was typed: what its lines and blank lines mean, which lines read as titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .lines import Line, LineKind
from .numbering import Label

# Whoever sends mails or keeps to a typewriter's width breaks lines at about this many letters.
WIDEST_WRAP = 120
# What a column for a title holds, with room for "Article 3: " before it.
LONGEST_TITLE = 200
ENDS_SENTENCE = re.compile(r"[.!?؟…。]['\"»”’)\]]*$")
ENDS_OPEN = re.compile(r"[:،؛,;]['\"»”’)\]]*$")
CLOSES = re.compile(r"[.!?؟…。؛;،,]['\"»”’)\]]*$")
ADDRESS = re.compile(r"[/@\\]|www\.|https?:", re.I)


@dataclass(frozen=True)
class Habits:
    # Sentences run on over line ends, and a full line is about this long.
    width: int = 0
    # Blank lines stand between paragraphs; without them each line is a paragraph.
    is_spaced: bool = False
    # Every paragraph begins with a space, so that a space says nothing about where it belongs.
    is_indented: bool = False
    # Kinds of numbers whose points end with a mark that closes them, so that one without is unfinished.
    closing: frozenset[str] = frozenset()

    @property
    def is_wrapped(self) -> bool:
        return self.width > 0

    def leaves_open(self, label: Label, text: str) -> bool:
        """Whether a point, of which this is the last line so far, has not come to its end."""
        return label.family in self.closing and not ENDS_SENTENCE.search(text)

    def fills(self, line: Line) -> bool:
        return self.is_wrapped and line.indent + len(line.text) >= 0.7 * self.width


def habits_of(lines: Sequence[Line], numbered: Mapping[int, Label]) -> Habits:
    """`numbered`: the numbers that lines begin with, by their places."""
    running = [
        (before, line)
        for place, (before, line) in enumerate(zip(lines, lines[1:], strict=False), 1)
        if place not in numbered and line.kind is LineKind.TEXT and before.kind in (LineKind.TEXT, LineKind.BULLET)
    ]
    adjoining = [before for before, line in running if not line.after_blank]
    before_lists = lines[: min(numbered, default=len(lines))]
    is_indented = any(line.indent >= 2 and line.kind is LineKind.TEXT for line in before_lists)
    is_spaced = bool(running) and len(adjoining) * 2 < len(running)
    return Habits(_wrap_width(lines, adjoining), is_spaced, is_indented, _closing_families(lines, numbered))


def _closing_families(lines: Sequence[Line], numbered: Mapping[int, Label]) -> frozenset[str]:
    """A list that never ends a point with a mark says nothing by leaving it out; of a single point nothing is known,
    and it is held to the rule."""
    members = Counter(label.family for label in numbered.values())
    closed = {label.family for place, label in numbered.items() if CLOSES.search(lines[place].text)}
    return frozenset(closed | {family for family, count in members.items() if count == 1})


def _wrap_width(lines: Sequence[Line], adjoining: Sequence[Line]) -> int:
    width = max((line.indent + len(line.text) for line in lines), default=0)
    if not adjoining or not 40 <= width <= WIDEST_WRAP:
        return 0
    full = [line for line in adjoining if line.indent + len(line.text) >= 0.7 * width]
    broken = [line for line in adjoining if not ENDS_SENTENCE.search(line.text)]
    return width if len(full) >= 0.6 * len(adjoining) and len(broken) >= 0.5 * len(adjoining) else 0


def headings_of(lines: Sequence[Line], labels: Mapping[int, Label], habits: Habits) -> set[int]:
    return {place for place in range(len(lines)) if place not in labels and _is_heading(place, lines, labels, habits)}


def _is_heading(place: int, lines: Sequence[Line], labels: Mapping[int, Label], habits: Habits) -> bool:
    line = lines[place]
    if line.kind is LineKind.HEADING:
        return len(line.text) <= LONGEST_TITLE
    if line.kind is not LineKind.TEXT or line.is_literal:
        return False
    if line.is_bold:
        return len(line.text.split()) <= 15 and len(line.text) <= LONGEST_TITLE and not ENDS_SENTENCE.search(line.text)
    if place + 1 >= len(lines) or _runs_on(place, lines, labels, habits):
        return False
    if _announces(line.text):
        return not _leads_into_list(place, labels)
    return _stands_as_title(place, lines, labels, habits)


def _runs_on(place: int, lines: Sequence[Line], labels: Mapping[int, Label], habits: Habits) -> bool:
    """Whether the line before leads into this one, so that it stands in the middle of something."""
    if place == 0 or lines[place].after_blank:
        return False
    before = lines[place - 1]
    if before.kind is LineKind.HEADING:
        return False
    if place - 1 in labels and not labels[place - 1].rest:
        return True
    if place - 1 in labels and habits.leaves_open(labels[place - 1], before.text):
        return True
    leads = place - 1 in labels or before.kind is LineKind.BULLET
    return (leads and bool(ENDS_OPEN.search(before.text))) or (
        habits.fills(before) and not ENDS_SENTENCE.search(before.text)
    )


def _leads_into_list(place: int, labels: Mapping[int, Label]) -> bool:
    """Whether the list below is part of the point above: another kind of number, and then the points go on."""
    inner = labels.get(place + 1)
    above = max((other for other in labels if other < place), default=None)
    if inner is None or above is None or inner.family == labels[above].family:
        return False
    outer = labels[above]
    following = (label for other, label in sorted(labels.items()) if other > place and label.style == outer.style)
    after = next(following, None)
    return bool(outer.words and not outer.is_group) or (after is not None and after.value == outer.value + 1)


def _announces(text: str) -> bool:
    """ "The aims:" announces what follows; a longer line that ends in a colon is a sentence of its own."""
    return (
        text.endswith(":") and len(text.split()) <= 10 and len(text) <= 90 and not re.search("[.؟?!؛;،,:]", text[:-1])
    )


def is_title_like(text: str, words: int = 10) -> bool:
    text = text.rstrip(": ")
    return (
        0 < len(text.split()) <= words
        and len(text) <= 12 * words
        and any(letter.isalpha() for letter in text)
        and not re.search("[:؛;،,!؟?…]|[.](?:\\s|$)", text)
        and not ADDRESS.search(text)
        and not text[0].islower()
        and not text.startswith(("«", '"', "“", "("))
    )


def _stands_as_title(place: int, lines: Sequence[Line], labels: Mapping[int, Label], habits: Habits) -> bool:
    line, after = lines[place], lines[place + 1]
    if not is_title_like(line.text, words=8) or after.kind not in (LineKind.TEXT, LineKind.BULLET, LineKind.HEADING):
        return False
    before = lines[place - 1]
    is_between_lists = before.kind is after.kind is LineKind.BULLET
    if not line.after_blank and not is_between_lists and not ENDS_SENTENCE.search(before.text):
        return False
    if place + 1 in labels or after.kind is not LineKind.TEXT:
        # A last line before a list, or before a heading, is one only where it stands apart.
        return line.after_blank or len(line.text.split()) <= 5
    if line.after_blank and len(line.text.split()) <= 5 and ENDS_SENTENCE.search(after.text):
        return True
    if habits.is_spaced or habits.is_wrapped:
        return line.after_blank and (after.after_blank or len(after.text) > 2 * len(line.text))
    return len(after.text) >= max(60, 2 * len(line.text)) or _announces(after.text)
