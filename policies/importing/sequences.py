"""Which of the possible numbers are numbers: those that nothing else could be, and those that count on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .habits import ENDS_OPEN, ENDS_SENTENCE, Habits
from .lines import Line, LineKind
from .marks import looks_numbered
from .numbering import Label, labels_of

NUMBERED_KINDS = (LineKind.TEXT, LineKind.HEADING, LineKind.BULLET)


@dataclass
class Chain:
    """Labels that count on: a, b, c."""

    begins_at: int
    length: int = 0
    # Holds a numeral of several letters, which is nobody's initial.
    is_roman: bool = False


@dataclass
class _Seen:
    """The chains that could go on, by family and by style: a list's own style is looked for first."""

    chains: dict[str, dict[tuple[int, ...], Chain]] = field(default_factory=lambda: defaultdict(dict))

    def link(self, label: Label) -> Chain:
        before = (*label.path, label.value - 1)
        chain = self.chains[label.style].get(before) or self.chains[label.family].get(before)
        if chain is None:
            chain = Chain(label.value)
        if label.value == 1 and not label.path:
            self.chains[label.style].clear()
            self.chains[label.family].clear()
        chain.length += 1
        chain.is_roman |= label.family.lower() == "roman" and len(label.number) > 1
        self.chains[label.style][(*label.path, label.value)] = chain
        self.chains[label.family][(*label.path, label.value)] = chain
        return chain


def readings_of(lines: Sequence[Line]) -> dict[int, list[Label]]:
    """Every possible number of every line, by its place."""
    readings = {}
    for place, line in enumerate(lines):
        if line.kind not in NUMBERED_KINDS or line.is_literal:
            continue
        labels = labels_of(line.words, is_title=line.kind is LineKind.HEADING or line.is_bold)
        if line.kind is LineKind.BULLET:
            labels = [replace(label, is_strong=False, must_begin=True) for label in labels]
        if looks_numbered(line.words):
            labels = [replace(label, is_marked=True) for label in labels]
        if labels:
            readings[place] = labels
    return readings


def believed(readings: Mapping[int, Sequence[Label]]) -> dict[int, Label]:
    seen = _Seen()
    linked = {place: [(label, seen.link(label)) for label in labels] for place, labels in readings.items()}
    counted = {
        (*label.path, label.value) for pairs in linked.values() for label, chain in pairs if _counts(label, chain)
    }
    result = {}
    for place, pairs in linked.items():
        sure = [(label, chain) for label, chain in pairs if _counts(label, chain) or _has_parent(label, counted)]
        if sure:
            # Of "i" after "h" and "i" before "ii", whichever counts on; "1 - 2" rather than 1 before a 2.
            result[place] = max(sure, key=lambda pair: (bool(pair[0].path), pair[1].length))[0]
    return _with_gaps_crossed(_with_holes_filled(result, readings), readings)


def _with_gaps_crossed(labels: Mapping[int, Label], readings: Mapping[int, Sequence[Label]]) -> dict[int, Label]:
    """Whatever is missing between: a mark of the same kind with a greater number goes on with the list above it."""
    result = dict(labels)
    last: Label | None = None
    for place, candidates in readings.items():
        greater = last and next((label for label in candidates if _goes_on(label, last)), None)
        if greater:
            result.setdefault(place, greater)
        last = result.get(place, last)
    return dict(sorted(result.items()))


def _goes_on(label: Label, last: Label) -> bool:
    is_same_kind = label.is_marked and label.style == last.style and label.path == last.path
    return is_same_kind and label.value > last.value


def _with_holes_filled(labels: Mapping[int, Label], readings: Mapping[int, Sequence[Label]]) -> dict[int, Label]:
    """A hasty typist leaves the mark behind one number of a list: it is believed where it fills the hole exactly."""
    result = dict(labels)
    for place, candidates in readings.items():
        bare = next((label for label in candidates if label.family == "bare"), None)
        if place in labels or bare is None:
            continue
        before = max((other for other in result if other < place), default=None)
        after = min((other for other in labels if other > place), default=None)
        if before is not None and after is not None and _fills(bare, result[before], labels[after]):
            result[place] = replace(bare, family=result[before].family, style=result[before].style)
    return dict(sorted(result.items()))


def _fills(label: Label, before: Label, after: Label) -> bool:
    is_one_list = before.family == after.family == "digits" and before.style == after.style
    return is_one_list and before.value + 1 == label.value == after.value - 1


def _counts(label: Label, chain: Chain) -> bool:
    return label.is_strong or (chain.length > 1 and (chain.begins_at <= 1 or not label.must_begin or chain.is_roman))


def _has_parent(label: Label, counted: set[tuple[int, ...]]) -> bool:
    return bool(label.path) and label.value <= 1 and label.path in counted


def without_mid_sentence(labels: Mapping[int, Label], lines: Sequence[Line], habits: Habits) -> dict[int, Label]:
    """Where sentences run on over line ends, a number at the beginning of a line may belong to the sentence."""
    result: dict[int, Label] = {}
    last: dict[str, int] = {}
    for place, label in labels.items():
        if _is_mid_sentence(place, lines, habits) and label.value != last.get(label.family, 0) + 1:
            continue
        if not label.rest and place + 1 == len(lines):
            continue
        last[label.family] = label.value
        result[place] = label
    return result


def _is_mid_sentence(place: int, lines: Sequence[Line], habits: Habits) -> bool:
    return _continues(place, lines) and habits.fills(lines[place - 1])


def _continues(place: int, lines: Sequence[Line]) -> bool:
    """Whether the line before has not come to its end."""
    if place == 0 or lines[place].after_blank or lines[place].kind is not LineKind.TEXT:
        return False
    before = lines[place - 1]
    is_open = not ENDS_SENTENCE.search(before.text) and not ENDS_OPEN.search(before.text)
    return is_open and before.kind in (LineKind.TEXT, LineKind.BULLET)


def not_understood(labels: Mapping[int, Label], lines: Sequence[Line], habits: Habits) -> dict[int, Line]:
    """Lines, by their numbers in the file, that begin with what may be a number that no rule believes."""
    return {
        line.number: line
        for place, line in enumerate(lines)
        if place not in labels
        and line.kind in NUMBERED_KINDS
        and not line.is_literal
        and looks_numbered(line.words)
        and not (habits.is_wrapped and _continues(place, lines))
    }
