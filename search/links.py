"""Addresses of a search that is a little different from this one. Every state of the page has an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode


class Links:
    """`asked` is what the page was asked for, names it does not know left out."""

    def __init__(self, asked: Mapping[str, Sequence[str]]) -> None:
        self.asked = {name: list(values) for name, values in asked.items() if any(values)}

    def same(self) -> str:
        """The rest of the query, for a page number to follow."""
        return f"{urlencode(self.asked, doseq=True)}&"

    def instead(self, **changes: str) -> str:
        return self._query(self.asked | {name: [value] for name, value in changes.items()})

    def without(self, name: str, value: str = "") -> str:
        """Without this value of it, or without it at all."""
        left = [other for other in self.asked.get(name, []) if value and other != value]
        return self._query(self.asked | {name: left})

    def only_text(self) -> str:
        return self._query({"q": self.asked.get("q", [])})

    def _query(self, asked: Mapping[str, Sequence[str]]) -> str:
        return "?" + urlencode({name: values for name, values in asked.items() if values}, doseq=True)
