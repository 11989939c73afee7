"""How references and attributions stand in a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from accounts.models import EducationRole, Governorate
from contributions import kinds, references
from contributions.queries import Tally

if TYPE_CHECKING:
    from contributions.models import Contribution
    from contributions.rows import CommentRow

register = template.Library()


@register.filter
def spoken(reference: str) -> SafeString:
    """A reference in its groups, isolated: digits keep their order in a right-to-left line."""
    return format_html('<bdi dir="ltr" class="reference">{}</bdi>', references.spoken(str(reference)))


@register.filter
def place(contribution: Contribution) -> str:
    """Where it stands, in this language."""
    return f"/{get_language()}{kinds.path_of(contribution)}"


@register.filter
def at_key(mapping: dict[object, object], key: object) -> object:
    """`mapping[key]`, or None: for pages that load the parts of many rows at once."""
    return mapping.get(key)


@register.simple_tag
def stances(tally: Tally) -> SafeString:
    """The bar of a tally. A page has fifty of them, and the same three numbers always draw the same bar."""
    return _bar(tally.in_favour, tally.neutral, tally.against, get_language() or "ar")


@lru_cache(maxsize=4096)
def _bar(in_favour: int, neutral: int, against: int, language: str) -> SafeString:
    counts = {"in_favour": in_favour, "neutral": neutral, "against": against}
    return render_to_string("components/stance_bar.html", counts)


@register.simple_tag
def comment_count(count: int) -> str:
    """ "12 comments", in the plural that the number asks for."""
    return _counted(count, get_language() or "ar")


@lru_cache(maxsize=4096)
def _counted(count: int, language: str) -> str:
    return ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count}


@dataclass(frozen=True)
class Speaker:
    """Who said it, as `components/attribution.html` takes it."""

    name: str
    is_verified: bool
    party_kind: str
    education_role: str
    governorate: str
    on_behalf_by: str
    language: str
    submitted_at: datetime

    @classmethod
    def of(cls, said: Contribution) -> Speaker:
        return cls(said.name, said.is_verified, said.party_kind, said.education_role, said.governorate,
                   said.on_behalf_by, said.language, said.submitted_at)  # fmt: skip

    def get_education_role_display(self) -> str:
        return str(EducationRole(self.education_role).label)

    def get_governorate_display(self) -> str:
        return str(Governorate(self.governorate).label)


@dataclass(frozen=True)
class Article:
    """A plain comment as `components/comment.html` takes it: nothing but words, which tell it from every other."""

    anchor: str
    level: int
    contribution: Speaker
    body: str
    stance: str
    is_official: bool
    tombstone: str
    tombstone_path: str
    reply_path: str
    path: str


@register.simple_tag
def article(row: CommentRow) -> SafeString:
    """A plain comment. Each process writes the same one once: the template knows no more of it than an `Article`, the
    reader's language, and the year, for dates of another year say theirs."""
    shown = Article(row.anchor, row.level, Speaker.of(row.contribution), row.body, row.stance, row.is_official,
                    row.tombstone, row.tombstone_path, row.reply_path, row.path)  # fmt: skip
    return _article(shown, get_language() or "ar", timezone.localdate().year)


@lru_cache(maxsize=2048)
def _article(shown: Article, language: str, year: int) -> SafeString:
    return render_to_string("components/comment.html", {"row": shown})
