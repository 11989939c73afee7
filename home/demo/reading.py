"""Reads the demo's texts: Markdown files whose headings make a tree.

## distance                   the key of an entry
ar: المسافة                   fields, up to the first empty line
en: Distance

النص العربي                    the body: Arabic, a line of dashes, English; or one language alone
---
The English text
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
HEADING = re.compile(r"(#+) (.+)")
FIELD = re.compile(r"([a-z_]+): (.*)")
BETWEEN_LANGUAGES = "\n\n---\n\n"


@dataclass
class Entry:
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    body: str = ""
    children: list[Entry] = field(default_factory=list)

    @property
    def body_ar(self) -> str:
        return self.body.partition(BETWEEN_LANGUAGES)[0]

    @property
    def body_en(self) -> str:
        return self.body.partition(BETWEEN_LANGUAGES)[2]

    def get(self, name: str, default: str = "") -> str:
        return self.fields.get(name, default)

    def __getitem__(self, name: str) -> str:
        return self.fields[name]

    def child(self, key: str) -> Entry | None:
        return next((one for one in self.children if one.key == key), None)

    def all(self, key: str) -> list[Entry]:
        return [one for one in self.children if one.key == key]

    def walk(self) -> Iterator[Entry]:
        yield self
        for child in self.children:
            yield from child.walk()


def parse(text: str, *, depth: int = 5) -> Entry:
    """One heading of the first level, and everything under it. Deeper headings than `depth` belong to the body."""
    above: list[Entry] = []
    for heading, lines in _blocks(text, depth):
        level, entry = len(heading[1]), _entry(heading[2], lines)
        del above[level - 1 :]
        if above:
            above[-1].children.append(entry)
        above.append(entry)
    return above[0]


def _blocks(text: str, depth: int) -> Iterator[tuple[re.Match[str], list[str]]]:
    heading: re.Match[str] | None = None
    lines: list[str] = []
    for line in text.splitlines():
        found = HEADING.fullmatch(line)
        if found and len(found[1]) <= depth:
            if heading:
                yield heading, lines
            heading, lines = found, []
        else:
            lines.append(line)
    if heading:
        yield heading, lines


def _entry(key: str, lines: list[str]) -> Entry:
    fields = {}
    while lines and (found := FIELD.fullmatch(lines[0])):
        fields[found[1]] = found[2]
        lines = lines[1:]
    return Entry(key, fields, "\n".join(lines).strip())


@cache
def text(name: str, *, depth: int = 5) -> Entry:
    """`text("policies/privacy")`: the file of that name."""
    return parse((TEXTS / f"{name}.md").read_text(encoding="utf-8"), depth=depth)


@cache
def table(name: str) -> list[dict[str, str]]:
    with (TEXTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(folder: str) -> list[str]:
    return sorted(f"{folder}/{path.stem}" for path in (TEXTS / folder).glob("*.md"))
