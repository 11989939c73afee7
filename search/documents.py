"""What a room hands to search: one thing that the public may read, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class SearchDocument:
    """`path` has no language prefix ("suggestions/4821907735/"); facet values are codes, never labels."""

    kind: str
    path: str
    title_ar: str = ""
    title_en: str = ""
    body_ar: str = ""
    body_en: str = ""
    reference: str = ""
    party: str = ""  # whoever it stands under, each on a line
    facets: Mapping[str, str] = field(default_factory=dict)
    date: date | None = None
    key: str = ""  # "suggestions.suggestion:12", set by the registry

    def __post_init__(self) -> None:
        """The kind is a facet too, and an empty value is no value."""
        facets = {"kind": self.kind} | {name: value for name, value in self.facets.items() if value}
        object.__setattr__(self, "facets", facets)
        object.__setattr__(self, "path", self.path.lstrip("/"))

    @property
    def parties(self) -> list[str]:
        """Its author, and who signs with them."""
        return self.party.splitlines()

    def title(self, language: str) -> str:
        """In the reader's language where there is one; Arabic is authoritative and comes next."""
        return (self.title_en or self.title_ar) if language == "en" else (self.title_ar or self.title_en)

    def bodies(self, language: str) -> tuple[str, str]:
        """The reader's language first."""
        return (self.body_en, self.body_ar) if language == "en" else (self.body_ar, self.body_en)
