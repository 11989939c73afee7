"""From lines to drafts of parts: which point or section each line belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .document import Document
from .habits import ENDS_OPEN, ENDS_SENTENCE, Habits, is_title_like
from .lines import Line, LineKind
from .numbering import Label


@dataclass
class Draft:
    """A part while its lines are gathered."""

    place: int
    line: Line
    label: Label | None = None
    key: str = ""
    heading: str = ""
    body: str = ""
    last: Line | None = None
    # Points that only name what the text below them says.
    takes_text: bool = False
    # "Article 1" alone in its line: its title may stand in the next one.
    awaits_title: bool = False
    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line, habits: Habits, *, is_apart: bool) -> None:
        joint = _joint(self, line, habits)
        self.body += (joint.replace(" ", "\n\n") if is_apart else joint) + line.text
        self.lines.append(line)
        self.last = line


def _joint(draft: Draft, line: Line, habits: Habits) -> str:
    if not draft.body:
        return ""
    before = draft.last or draft.line
    if line.kind is LineKind.BULLET or line.is_literal:
        return "\n" if not line.after_blank or before.kind is LineKind.BULLET else "\n\n"
    runs_on = habits.is_wrapped and (habits.fills(before) or not ENDS_SENTENCE.search(before.text))
    is_unfinished = draft.label is not None and not draft.takes_text and not ENDS_SENTENCE.search(before.text)
    continues = runs_on or is_unfinished or line.indent > draft.line.indent or line.text[0].islower()
    if not line.after_blank and continues and not before.is_literal:
        return " "
    return "\n" if ENDS_OPEN.search(before.text) and not line.after_blank else "\n\n"


class Assembly:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.titled = _titled_runs(document)
        self.parts: list[Draft] = []

    def drafts(self) -> list[Draft]:
        for place, line in enumerate(self.document.lines):
            if place in self.document.labels:
                self.parts.append(self._point(place, line))
            elif place in self.document.headings:
                awaits_title = place in self.document.untitled_groups
                self.parts.append(Draft(place, line, heading=self.document.headings[place], awaits_title=awaits_title))
            else:
                self._place_text(place, line)
        return self.parts

    def _point(self, place: int, line: Line) -> Draft:
        label, address = self.document.labels[place], self.document.addresses[place]
        titles = id(address.run) in self.titled or not label.rest or line.kind is LineKind.HEADING
        is_title = self.document.is_title(place)
        titles = titles or (label.rest.endswith(":") and self.document.is_text(place + 1))
        takes_text = titles and (is_title or not label.rest or bool(label.words))
        names = is_title and (takes_text or self._has_children(place))
        title, body = (label.rest.rstrip(": "), "") if names else ("", label.rest)
        heading = ": ".join(words for words in (label.words, title) if words)
        return Draft(
            place,
            line,
            label,
            address.key,
            heading,
            body,
            takes_text=takes_text,
            awaits_title=not label.rest and bool(label.words),
        )

    def _has_children(self, place: int) -> bool:
        after = self.document.addresses.get(place + 1)
        return after is not None and after.key.startswith(self.document.addresses[place].key + "-")

    def _place_text(self, place: int, line: Line) -> None:
        open_part = self.parts[-1] if self.parts else None
        if open_part is None or (open_part.label and not self._belongs(open_part, place, line)):
            open_part = Draft(place, line)
            self.parts.append(open_part)
        if open_part.awaits_title and self._is_title_of(open_part, place, line):
            open_part.heading = f"{open_part.heading}: {line.text}"
            open_part.awaits_title = False
            return
        open_part.awaits_title = False
        open_part.add(line, self.document.habits, is_apart=line.number in self.document.doubtful)

    def _is_title_of(self, part: Draft, place: int, line: Line) -> bool:
        """A point's title has its text below it; a chapter's may be followed by its articles at once."""
        if line.kind is not LineKind.TEXT or not is_title_like(line.text, 8):
            return False
        return part.label is None or self.document.is_text(place + 1)

    def _belongs(self, point: Draft, place: int, line: Line) -> bool:
        """Whether this line still is part of the point. In doubt it is not: a paragraph is not swallowed."""
        habits = self.document.habits
        if line.indent - point.line.indent >= 2 and line.kind is not LineKind.QUOTE and not habits.is_indented:
            return True
        if point.takes_text and (
            not point.lines or self._has_sibling_below(point) or point.line.kind is LineKind.HEADING
        ):
            return True
        before = point.last or point.line
        if line.after_blank:
            return line.kind is LineKind.BULLET and bool(
                ENDS_OPEN.search(before.text) or before.kind is LineKind.BULLET
            )
        if line.kind is LineKind.BULLET or ENDS_OPEN.search(before.text):
            return True
        if line.number in self.document.doubtful:
            return False
        if (
            habits.fills(before)
            or (habits.is_wrapped and not ENDS_SENTENCE.search(before.text))
            or line.text[0].islower()
        ):
            return True
        if self._is_rest(point, place, line, before):
            return True
        return habits.is_spaced and (bool(point.lines) or self._siblings_continue(point))

    def _is_rest(self, point: Draft, place: int, line: Line, before: Line) -> bool:
        """Whether the point has not come to its end before this line."""
        if line.kind is not LineKind.TEXT or line.is_literal:
            return False
        if place + 1 in self.document.labels and self._has_sibling_below(point):
            return not ENDS_SENTENCE.search(before.text)
        return point.label is not None and self.document.habits.leaves_open(point.label, before.text)

    def _has_sibling_below(self, point: Draft) -> bool:
        return self.document.addresses[point.place].run.members[-1] != point.place

    def _siblings_continue(self, point: Draft) -> bool:
        """Where blank lines part paragraphs, a line straight below a point goes on with it, unless it closes a
        list whose other points are of one line."""
        if self._has_sibling_below(point):
            return True
        members = self.document.addresses[point.place].run.members[:-1]
        return any(
            self.document.is_text(place + 1) and not self.document.lines[place + 1].after_blank for place in members
        )


def _titled_runs(document: Document) -> set[int]:
    """Lists whose points are titles with their text below them."""
    runs = {id(address.run): address.run for address in document.addresses.values()}
    return {identity for identity, run in runs.items() if _is_titled(run.members, document)}


def _is_titled(members: Sequence[int], document: Document) -> bool:
    titles = [place for place in members if document.is_title(place) or document.labels[place].words]
    inner = members[:-1] or [place for place in members if document.labels[place].words]
    followed = [place for place in inner if document.is_text(place + 1)]
    return bool(inner) and len(titles) * 2 >= len(members) and len(followed) * 2 >= len(inner)
