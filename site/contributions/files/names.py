"""The name under which a file is offered: what its sender called it, without what could deceive or break anything."""

from __future__ import annotations

import re
import unicodedata

from contributions.files.types import FileType, ending_of

LONGEST = 80  # letters before the ending: no file system and no mail program cuts it
NOT_IN_NAMES = re.compile(r'[<>:"|?*;%\\/]')
# Names that Windows keeps for its devices.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def readable(name: str) -> str:
    """One line without path, control characters and marks of direction, which could show `exe.pdf` as `fdp.exe`."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name.replace("\x00", "")))[-1]
    shown = "".join(" " if each.isspace() else each for each in last if not _is_unseen(each))
    return " ".join(NOT_IN_NAMES.sub("_", shown).split())


def safe_name(name: str, type: FileType) -> str:
    """With the ending of what it is."""
    shown = readable(name)
    ending = ending_of(shown)
    stem = shown[: -len(ending)] if ending in type.endings else shown
    stem = stem.strip(". ")[:LONGEST].strip(". ")
    if not stem or DEVICES.fullmatch(stem.partition(".")[0]):
        stem = f"file_{stem}".rstrip("_")
    return stem + (ending if ending in type.endings else type.endings[0])


def _is_unseen(character: str) -> bool:
    """Controls, formats (marks of direction are among them), halves of characters, private use."""
    return unicodedata.category(character)[0] == "C" and not character.isspace()
