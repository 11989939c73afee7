"""The address of each point: a key of its own, the same in both languages, that nothing else ever gets.

point-10          the tenth point of the first list
list-2-point-1    the first point of the second list: numbering began again
point-3-b         the second letter (ب, b) under point 3
point-2-1         2.1, or the first number under point 2
point-5-bis       "5 مكرر", or a 5 that was typed twice
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from .lines import Line, LineKind
from .numbering import Label

RANKS = {"ordinal": 1, "ROMAN": 2, "LATIN": 2, "abjad": 4, "alphabet": 4, "latin": 4, "roman": 5}
OF_DIGITS = 3
# The column holds 40; a key that is taken gets an ending.
LONGEST = 32


@dataclass
class Run:
    """One list: labels that count on."""

    label: Label
    indent: int
    scope: str
    # Its numbers stand in headings, so that what is numbered below them is theirs.
    is_headings: bool = False
    key: str = ""
    # Places of its lines.
    members: list[int] = field(default_factory=list)
    # How many lists the last point holds.
    lists: int = 0
    # Styles of the lists that its points have held.
    holds: set[str] = field(default_factory=set)

    @property
    def end(self) -> tuple[int, ...]:
        return (*self.label.path, self.label.value)

    def goes_on_with(self, label: Label, *, style: bool) -> bool:
        alike = label.style == self.label.style if style else label.family == self.label.family
        if label.path != self.label.path:
            return alike and label.path > self.label.path
        return alike and label.value == self.label.value + (0 if label.is_repeated else 1)


@dataclass(frozen=True)
class Address:
    key: str
    run: Run


def addresses_of(labels: Mapping[int, Label], lines: Sequence[Line], breaks: Set[int]) -> dict[int, Address]:
    """`breaks`: places of headings, behind which a list may begin again."""
    addressing = _Addressing(_next_of_style(labels))
    result = {}
    for place in sorted({*labels, *breaks}):
        if place in labels:
            result[place] = addressing.give(place, labels[place], lines[place])
            addressing.is_after_heading = False
        else:
            addressing.is_after_heading = True
    return result


def _next_of_style(labels: Mapping[int, Label]) -> dict[int, Label]:
    following: dict[int, Label] = {}
    latest: dict[str, Label] = {}
    for place in sorted(labels, reverse=True):
        label = labels[place]
        if label.style in latest:
            following[place] = latest[label.style]
        latest[label.style] = label
    return following


class _Addressing:
    def __init__(self, following: Mapping[int, Label]) -> None:
        self.following = following
        self.open: list[Run] = []
        self.lists = 0
        self.taken: set[str] = set()
        self.is_after_heading = False

    def give(self, place: int, label: Label, line: Line) -> Address:
        run = self._continued(label, line.indent) or self._begun(label, line)
        del self.open[self.open.index(run) + 1 :]
        run.label, run.lists = label, 0
        run.members.append(place)
        run.key = self._unused(f"{run.scope}-{label.name}")
        return Address(run.key, run)

    def _continued(self, label: Label, indent: int) -> Run | None:
        inner_first = self.open[::-1]
        tests = (
            lambda run: run.goes_on_with(label, style=True) and abs(run.indent - indent) < 2,
            lambda run: run.goes_on_with(label, style=True),
            lambda run: run.goes_on_with(label, style=False),
            # A number was left out, or typed twice.
            lambda run: (
                run.label.style == label.style and run.label.path == label.path and run.label.value < label.value
            ),
            lambda run: self._skips(run, label, indent),
            lambda run: (
                run.label.style == label.style and run.end == (*label.path, label.value) and self._is_slip(run, indent)
            ),
        )
        return next((run for test in tests for run in inner_first if test(run)), None)

    def _skips(self, run: Run, label: Label, indent: int) -> bool:
        """The same with another mark: "2-", "4)". Behind a heading, or indented, another mark is another list."""
        is_same_list = not self.is_after_heading and abs(run.indent - indent) < 2
        is_greater = run.label.family == label.family and run.label.path == label.path and run.label.value < label.value
        return is_same_list and is_greater

    def _is_slip(self, run: Run, indent: int) -> bool:
        return not self.is_after_heading and run is self.open[-1] and indent - run.indent < 2

    def _begun(self, label: Label, line: Line) -> Run:
        parent = self._parent(label, line)
        if parent is None:
            self.open.clear()
            self.lists += 1
            scope = "point" if self.lists == 1 else f"list-{self.lists}-point"
        elif label.path:
            # "2.1" tells its parent's number itself.
            del self.open[self.open.index(parent) + 1 :]
            scope = parent.scope
        else:
            del self.open[self.open.index(parent) + 1 :]
            parent.lists += 1
            scope = parent.key if parent.lists == 1 else f"{parent.key}-list-{parent.lists}"
        if parent is not None:
            parent.holds.add(label.style)
        self.open.append(Run(label, line.indent, scope, is_headings=line.kind is LineKind.HEADING))
        return self.open[-1]

    def _parent(self, label: Label, line: Line) -> Run | None:
        return next((run for run in reversed(self.open) if self._holds(run, label, line)), None)

    def _holds(self, run: Run, label: Label, line: Line) -> bool:
        if label.path:
            return run.end == label.path
        if run.is_headings and line.kind is not LineKind.HEADING:
            return not self.is_after_heading
        if run.label.style == label.style:
            return line.indent - run.indent >= 2
        following = self.following.get(run.members[-1])
        goes_on = following is not None and run.goes_on_with(following, style=True)
        if goes_on and label.value <= 1:
            return True
        return not self.is_after_heading and (_rank(run.label) < _rank(label) or label.style in run.holds)

    def _unused(self, key: str) -> str:
        key = key[:LONGEST].rstrip("-")
        candidate, times = key, 1
        while candidate in self.taken:
            candidate = f"{key}-bis" if times == 1 else f"{key}-bis-{times}"
            times += 1
        self.taken.add(candidate)
        return candidate


def _rank(label: Label) -> int:
    return 0 if label.family.startswith("word ") else RANKS.get(label.family, OF_DIGITS)
