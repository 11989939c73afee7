"""What is known about the lines of a document before its parts are put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from .addresses import Address, addresses_of
from .habits import ENDS_OPEN, ENDS_SENTENCE, LONGEST_TITLE, Habits, habits_of, headings_of, is_title_like
from .lines import Line, LineKind
from .mixing import with_lists_joined
from .notes import with_notes_as_text
from .numbering import Label
from .sequences import believed, not_understood, readings_of, without_mid_sentence


@dataclass(frozen=True)
class Document:
    lines: Sequence[Line]
    title: str
    labels: Mapping[int, Label]
    # Headings in the order of their places, with their words.
    headings: Mapping[int, str]
    addresses: Mapping[int, Address]
    habits: Habits
    # Chapters and their like among the headings, whose title may stand in the next line.
    untitled_groups: Set[int]
    # Lines that begin with what may be a number, and were not understood; by their numbers in the file.
    doubtful: Mapping[int, Line]

    def is_text(self, place: int) -> bool:
        return place < len(self.lines) and place not in self.labels and place not in self.headings

    def is_title(self, place: int) -> bool:
        """Whether a numbered line only names what stands below it."""
        rest = self.labels[place].rest
        below = self.lines[place + 1] if self.is_text(place + 1) else None
        if below and not below.after_blank and (below.text[0].islower() or self.habits.fills(self.lines[place])):
            return False
        return is_title_like(rest, 15)


def understand(lines: list[Line]) -> Document:
    lines = with_notes_as_text(lines)
    labels = believed(with_lists_joined(readings_of(lines)))
    habits = habits_of(lines, labels)
    labels = without_mid_sentence(labels, lines, habits)
    doubtful = not_understood(labels, lines, habits)
    title = ""
    if lines and lines[0].number not in doubtful and _begins_with_title(lines, labels, habits):
        title = lines[0].text.rstrip(": ")
        lines, labels = lines[1:], {place - 1: label for place, label in labels.items()}
    groups = _groups(labels) | _chapters(labels, lines)
    headings = {place: lines[place].text.rstrip(": ") for place in headings_of(lines, labels, habits) | groups}
    untitled = {place for place in groups if not labels[place].rest}
    labels = {place: label for place, label in labels.items() if place not in groups}
    addresses = addresses_of(labels, lines, headings.keys())
    return Document(lines, title, labels, headings, addresses, habits, untitled, doubtful)


def _begins_with_title(lines: Sequence[Line], labels: Mapping[int, Label], habits: Habits) -> bool:
    if len(lines) < 2 or 0 in labels:
        return False
    first, second = lines[0], lines[1]
    if first.kind is LineKind.HEADING:
        return len(first.text) <= LONGEST_TITLE
    if (
        first.kind is not LineKind.TEXT
        or first.is_literal
        or len(first.text.split()) > 15
        or len(first.text) > LONGEST_TITLE
    ):
        return False
    if ENDS_OPEN.search(first.text) or (ENDS_SENTENCE.search(first.text) and first.text[-1] not in "\"'”»)"):
        return False
    return second.after_blank or not (habits.fills(first) or second.text[0].islower())


def _groups(labels: Mapping[int, Label]) -> set[int]:
    """Chapters and their like become sections, if it is their articles that are the numbered points."""
    ordered = sorted(labels)
    holding = {
        labels[place].family
        for place, after in zip(ordered, ordered[1:], strict=False)
        if labels[place].is_group and labels[after].family != labels[place].family
    }
    return {place for place in ordered if labels[place].family in holding}


def _chapters(labels: Mapping[int, Label], lines: Sequence[Line]) -> set[int]:
    """Numbered headings over articles that count on through all of them: the articles are the points."""
    ordered = sorted(labels)
    after = {place: labels[following] for place, following in zip(ordered, ordered[1:], strict=False)}
    found: set[int] = set()
    for family in {labels[place].family for place in ordered if lines[place].kind is LineKind.HEADING}:
        places = [place for place in ordered if labels[place].family == family]
        held = {after[place].family for place in places if place in after}
        if len(places) > 1 and len(held) == 1 and _counts_through(held.pop(), family, labels):
            found |= {place for place in places if lines[place].kind is LineKind.HEADING}
    return found


def _counts_through(family: str, above: str, labels: Mapping[int, Label]) -> bool:
    values = [labels[place].value for place in sorted(labels) if labels[place].family == family]
    return family.startswith("word ") and family != above and values == list(range(1, len(values) + 1))
