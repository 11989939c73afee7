"""From a text to its title, its numbered points and its named sections. No word is lost, no number made up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .assembly import Assembly, Draft
from .document import Document, understand
from .languages import is_foreign
from .lines import Line, LineKind, Reason, split_lines

# Names for paragraphs that have none; they are part of the document, so in its language.
NAMES = {
    "ar": {
        "text": "النص",
        "first": "مقدمة",
        "last": "خاتمة",
        "after": "بعد النقطة {number}",
        "after_part": "بعد {words}",
    },
    "en": {
        "text": "Text",
        "first": "Introduction",
        "last": "Conclusion",
        "after": "After point {number}",
        "after_part": "After {words}",
    },
}
TERM = re.compile(r"^(?P<term>[^:.؟?!؛;،,\n]{2,60}?)\s*:\s+(?P<body>\S.*)$", re.S)


@dataclass(frozen=True)
class ImportedPart:
    kind: Literal["section", "point"]
    # As the document writes it; of a section empty.
    number: str
    key: str
    heading: str
    body: str
    line: int


@dataclass(frozen=True)
class Unplaced:
    line: int
    text: str
    reason: Reason


@dataclass(frozen=True)
class Imported:
    title: str
    parts: tuple[ImportedPart, ...]
    unplaced: tuple[Unplaced, ...]
    # Lines that begin like numbered ones, and stand as text because nobody could say so.
    doubtful: tuple[Line, ...] = ()
    # Most of its letters belong to another script than that of its language.
    is_foreign: bool = False

    @property
    def points(self) -> tuple[ImportedPart, ...]:
        return tuple(part for part in self.parts if part.kind == "point")

    @property
    def sections(self) -> tuple[ImportedPart, ...]:
        return tuple(part for part in self.parts if part.kind == "section")


def parse(text: str, language: str) -> Imported:
    every_line = split_lines(text)
    lines = [line for line in every_line if line.kind is not LineKind.ASIDE]
    unplaced = tuple(
        Unplaced(line.number, line.text, line.reason) for line in every_line if line.kind is LineKind.ASIDE
    )
    document = understand(lines)
    drafts = Assembly(document).drafts()
    return Imported(
        document.title,
        tuple(_finished(drafts, document, language)),
        unplaced,
        doubtful=tuple(document.doubtful.values()),
        is_foreign=is_foreign(text, language),
    )


def _finished(drafts: Sequence[Draft], document: Document, language: str) -> list[ImportedPart]:
    parts, sections = [], 0
    for draft in drafts:
        if draft.label:
            parts.append(_part(draft, "point", draft.label.number, draft.key, draft.heading))
            continue
        sections += 1
        heading = draft.heading or _name(draft, drafts, language)
        parts.append(_part(draft, "section", "", f"section-{sections}", heading))
    return _with_terms(parts, drafts, document)


def _part(draft: Draft, kind: Literal["section", "point"], number: str, key: str, heading: str) -> ImportedPart:
    return ImportedPart(kind, number, key, heading, draft.body, draft.line.number)


def _name(draft: Draft, drafts: Sequence[Draft], language: str) -> str:
    names = NAMES.get(language, NAMES["en"])
    place = drafts.index(draft)
    if len(drafts) == 1:
        return names["text"]
    if place == 0:
        return names["first"]
    if place == len(drafts) - 1:
        return names["last"]
    label = drafts[place - 1].label
    assert label is not None  # noqa: S101  (what follows a section joins it)
    return names["after_part"].format(words=label.words) if label.words else names["after"].format(number=label.number)


def _with_terms(parts: list[ImportedPart], drafts: Sequence[Draft], document: Document) -> list[ImportedPart]:
    """Where the points of a list are a term, a colon and its explanation, the term is the heading."""
    terms: dict[int, list[int]] = {}
    for index, draft in enumerate(drafts):
        if draft.label and not draft.heading and _term(draft.body):
            terms.setdefault(id(document.addresses[draft.place].run), []).append(index)
    for indexes in terms.values():
        run = document.addresses[drafts[indexes[0]].place].run
        if len(indexes) >= 3 and len(indexes) * 3 >= len(run.members) * 2:
            for index in indexes:
                term = TERM.match(parts[index].body)
                assert term is not None  # noqa: S101
                parts[index] = replace(parts[index], heading=term["term"], body=term["body"])
    return parts


def _term(body: str) -> bool:
    match = TERM.match(body)
    return match is not None and len(match["term"].split()) <= 4
