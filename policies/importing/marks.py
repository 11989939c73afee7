"""What looks like the mark of a numbering, of whatever kind. Whether it is understood, `sequences` decides."""

from __future__ import annotations

import re

_ROMAN = "(?=[IVXLCDM]{2})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
# A single letter with a full stop is somebody's title or initial, unless it is a small Latin one.
_COUNTERS = rf"\d+(?:[.\-/]\d+)*|{_ROMAN}|{_ROMAN.lower()}|[\u2160-\u217f]+"
_LETTER = "[a-zA-Zء-ي]ـ?|هـ"
_REST = r"(?![+(]?\d|[%٪‰])(?=.*[^\W\d_])"
MARK = re.compile(
    rf"^(?:[-–—−]?\s?(?:{_COUNTERS}|[a-z])\.[-–—]?\s++"
    rf"|[-–—−]?(?:{_COUNTERS}|{_LETTER})(?:[-–—/]\s++|[.-]?[)\]]\s*+)"
    rf"|\d{{1,3}}(?::|\s[-–—])\s++"
    rf"|[(\[]\s*-?(?:{_COUNTERS}|{_LETTER})\s*[)\]]\s*+){_REST}"
)


def looks_numbered(text: str) -> bool:
    return bool(MARK.match(text))
