"""Notes at the end of a document: they explain its points and are none, though they are numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .lines import Line, LineKind
from .numbering import GROUPS, PARTS
from .numerals import DIGIT, LETTERS, fold

NOTE = re.compile(rf"^(?P<open>[\[(])\s*(?P<number>{DIGIT}{{1,3}})\s*[\])]\s*\S")
# Directly behind a word or its full stop. "Article(3)" points to an article.
MARK = re.compile(
    rf"(?P<word>{LETTERS}{{0,20}})[.,،؛;:!?؟»”\"')]{{0,3}}(?P<open>(?<=\S)[\[(])(?P<number>{DIGIT}{{1,3}})[\])]"
)


def with_notes_as_text(lines: Sequence[Line]) -> list[Line]:
    """The last lines that count from one, if the text before them has the mark of each."""
    start = _start_of_notes(lines)
    return [replace(line, is_literal=True) if place >= start else line for place, line in enumerate(lines)]


def _start_of_notes(lines: Sequence[Line]) -> int:
    numbers: list[tuple[str, int]] = []
    for place in range(len(lines) - 1, -1, -1):
        match = NOTE.match(lines[place].text)
        if match:
            numbers.insert(0, (match["open"], int(match["number"])))
        if match and int(match["number"]) == 1:
            counts = [number for _open, number in numbers] == list(range(1, len(numbers) + 1))
            is_apart = lines[place].after_blank and counts
            return place if is_apart and set(numbers) <= _marks(lines[:place]) else len(lines)
        if lines[place].kind is LineKind.HEADING:
            break
    return len(lines)


def _marks(lines: Sequence[Line]) -> set[tuple[str, int]]:
    found = (match for line in lines for match in MARK.finditer(line.text))
    return {(each["open"], int(each["number"])) for each in found if fold(each["word"]) not in PARTS | GROUPS}
