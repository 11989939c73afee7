"""How a text becomes a version: canonical JSON, hashes, addresses. Pure functions; policies and drafts share them."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from sys import maxsize
from typing import Any, TypeVar

from policies.models.texts import DraftPart, FrozenPart, FrozenVersion, VersionKind, new_part_id

PartRow = TypeVar("PartRow", bound=FrozenPart)

# Letters in the forms that fonts of old used, as copied from PDF files; the ligatures ﷼ ﴾ ﴿ stay.
PRESENTATION_FORMS = re.compile("[\ufb50-\ufd3d\ufd40-\ufdfb\ufe70-\ufefc]")
ASKED_KEY = re.compile(r"[a-z][a-z0-9-]{0,38}")


def tidy(text: str) -> str:
    """A form sends CRLF and a PDF old letter forms: neither is a change of the text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = PRESENTATION_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def canonical_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: Any) -> str:
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def in_order(drafts: Iterable[DraftPart]) -> list[DraftPart]:
    """Parts that were never saved have no place yet and stay as they come."""
    return sorted(drafts, key=lambda part: (part.sort_order is None, part.sort_order or 0, part.pk or maxsize))


# --- Addresses ----------------------------------------------------------------------------------------


def allot_keys(drafts: Iterable[DraftPart], *, known: Mapping[str, str], taken: Iterable[str]) -> list[tuple[str, str]]:
    """For each part its identity and its address: the one it has, else a free one after its number."""
    taken, seen, allotted = set(taken), set(), []
    for draft in drafts:
        uid = draft.uid if draft.uid and draft.uid not in seen else new_part_id()
        key = known.get(uid) or _free_key(draft, uid, taken)
        seen.add(uid)
        taken.add(key)
        allotted.append((uid, key))
    return allotted


def _free_key(draft: DraftPart, uid: str, taken: set[str]) -> str:
    if ASKED_KEY.fullmatch(draft.key) and draft.key not in taken:
        return draft.key
    kind = draft.kind  # type: ignore[attr-defined]
    if not draft.number:
        return next(key for n in range(1, len(taken) + 2) if (key := f"{kind}-{n}") not in taken)
    # A number without digits ("أولًا") gives no address that could be read as another number.
    stem = f"{kind}-{_digits(draft.number) or uid[:6]}"
    if stem not in taken:
        return stem
    return next(key for n in range(2, len(taken) + 3) if (key := f"{stem}-{n}") not in taken)


def _digits(number: str) -> str:
    """ "3.2" → "3-2", "١٠" → "10"."""
    western = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in number)
    return "-".join(re.findall(r"\d+", western))


# --- Rows ---------------------------------------------------------------------------------------------


def freeze_parts(
    drafts: Iterable[DraftPart],
    make_row: Callable[[DraftPart], PartRow],
    *,
    known: Mapping[str, str],
    previous: Mapping[str, FrozenPart],
    number: int,
) -> list[tuple[str, PartRow]]:
    """Unsaved rows in reading order, each with its part's identity. `known` are the addresses given so far by
    identity, `previous` the last version's parts by address, `number` the version these rows are for."""
    drafts = in_order(drafts)
    rows = []
    for position, (draft, (uid, key)) in enumerate(
        zip(drafts, allot_keys(drafts, known=known, taken=known.values()), strict=True)
    ):
        row = make_row(draft)
        row.key, row.position = key, position
        rows.append((uid, _fill(row, draft, previous.get(key), number)))
    return rows


def _fill(row: PartRow, draft: DraftPart, before: FrozenPart | None, number: int) -> PartRow:
    for field in ("heading_ar", "heading_en", "body_ar", "body_en"):
        setattr(row, field, tidy(getattr(draft, field)))
    row.number = draft.number.strip()
    row.hash = digest({"heading": row.heading_ar, "body": row.body_ar})
    row.english_from_hash = _english_from(row, before)
    row.introduced_in = before.introduced_in if before else number
    row.changed_in = before.changed_in if before and before.hash == row.hash else number
    return row


def _english_from(row: FrozenPart, before: FrozenPart | None) -> str:
    """English that did not change still speaks of the Arabic it was made from."""
    if not (row.heading_en or row.body_en):
        return ""
    if before and (before.heading_en, before.body_en) == (row.heading_en, row.body_en):
        return before.english_from_hash
    return row.hash


def seal(version: FrozenVersion, parts: Iterable[FrozenPart]) -> None:
    content = version.content(list(parts))
    version.arabic_hash = digest(content["arabic"])
    version.hash = digest(content)


def kind_of_change(version: FrozenVersion, previous: FrozenVersion | None) -> str | None:
    """None: nothing that anybody could read has changed. Arabic decides what is a new text."""
    if previous is None or previous.arabic_hash != version.arabic_hash:
        return VersionKind.FULL
    return VersionKind.TRANSLATION if previous.hash != version.hash else None
