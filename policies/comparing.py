"""What changed between two versions of a text, part by part and word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from policies.models.texts import FrozenPart
from policies.wording import reads_arabic

# Words and the marks behind them, each with the space after it, so that what is put together again is the text.
MARKS = "[.,;:!?،؛؟]"
WORD = re.compile(rf"{MARKS}+(?=\s|$)\s*|\S+?(?={MARKS}*(?:\s|$))\s*|\s+")


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    TRANSLATED = "translated"


@dataclass(frozen=True)
class Segment:
    """Words that stayed (`same`), came (`added`) or went (`removed`), and the space between them and the next."""

    kind: str
    text: str
    gap: str = ""


@dataclass(frozen=True)
class Change:
    kind: ChangeKind
    before: FrozenPart | None
    after: FrozenPart | None

    @property
    def part(self) -> FrozenPart:
        part = self.after or self.before
        assert part is not None
        return part

    @property
    def language(self) -> str:
        """Arabic decides what changed; who reads English is shown the English where that changed with it."""
        if self.kind == ChangeKind.TRANSLATED:
            return "en"
        if reads_arabic() or self.before is None or self.after is None:
            return "ar"
        english = self.before.body_en, self.after.body_en
        return "en" if all(english) and english[0] != english[1] else "ar"

    @property
    def words(self) -> list[Segment]:
        if self.before is None or self.after is None:
            return []
        if self.language == "en":
            return word_diff(self.before.body_en, self.after.body_en)
        return word_diff(self.before.body_ar, self.after.body_ar)


def changes_between(before: Sequence[FrozenPart], after: Sequence[FrozenPart]) -> list[Change]:
    """In reading order; what was removed comes at the end."""
    earlier, kept = {part.key: part for part in before}, {part.key for part in after}
    pairs = [(earlier.get(part.key), part) for part in after]
    changes = [Change(kind, old, new) for old, new in pairs if (kind := _kind(old, new))]
    return changes + [Change(ChangeKind.REMOVED, part, None) for part in before if part.key not in kept]


def _kind(before: FrozenPart | None, after: FrozenPart) -> ChangeKind | None:
    if before is None:
        return ChangeKind.ADDED
    if before.hash != after.hash:
        return ChangeKind.CHANGED
    if before.number != after.number:
        return ChangeKind.RENUMBERED
    if (before.heading_en, before.body_en) != (after.heading_en, after.body_en):
        return ChangeKind.TRANSLATED
    return None


def word_diff(before: str, after: str) -> list[Segment]:
    """By word: a letter taken out of an Arabic word would bend its neighbours."""
    old, new = WORD.findall(before), WORD.findall(after)
    # The space after a word is no part of what it says: a sentence that another follows now has not changed.
    bare_old, bare_new = ([word.rstrip() for word in words] for words in (old, new))
    segments = []
    for step, a, b, c, d in SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_opcodes():
        if step == "equal":
            segments.append(_segment("same", new[c:d]))
            continue
        if b > a:
            segments.append(_segment("removed", old[a:b]))
        if d > c:
            segments.append(_segment("added", new[c:d]))
    return _apart(segments)


def _segment(kind: str, words: Sequence[str]) -> Segment:
    whole = "".join(words)
    text = whole.rstrip()
    return Segment(kind, text, whole[len(text) :])


def _apart(segments: list[Segment]) -> list[Segment]:
    """The last word of a text has no space after it: without one it would run into what came in its place."""
    follows = [*(segment.text for segment in segments[1:]), ""]
    return [
        replace(segment, gap=" ") if after and not segment.gap and not re.match(MARKS, after) else segment
        for segment, after in zip(segments, follows, strict=True)
    ]
