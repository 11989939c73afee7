"""The clauses of a published version, and their HTML: the ministry's own frozen words, for each request.

Written here and not in a template: there are fifty of them on a page, and fifty times three templates would cost more
than all the rest of it. What is published never changes, so a process may keep what it wrote (`config.kept`). What
people said beside them may be held back or removed at any moment: it is no part of this.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from config.kept import kept
from config.markup import paragraphs
from config.prepared import prepared
from consultations.models.draft import ClauseVersion
from policies.wording import Wording, reads_arabic, wording

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from consultations.models.draft import DraftVersion

EDITIONS = 64
WORDS_OF_AN_ENTRY = 5
OTHER_NAME = {"ar": "العربية", "en": "English"}


@dataclass(frozen=True)
class Kept:
    """What tells a published version from every other; the version itself follows from it."""

    version: int
    hash: str
    published_at: datetime


@dataclass(frozen=True)
class Edition:
    """A version as one kind of reader gets it: in their language, at its address, with or without the links to take
    part."""

    kept: Kept
    language: str
    path: str
    is_open: bool

    @cached_property
    def address(self) -> str:
        """As it stands in an attribute."""
        return escape(self.path)

    @cached_property
    def other_link(self) -> str:
        """The same clause in the other language; takes the clause's key."""
        other = "en" if self.language == "ar" else "ar"
        path = escape(self.path.replace(f"/{self.language}/", f"/{other}/", 1)).replace("%", "%%")
        return f'<a href="{path}#%s" hreflang="{other}" lang="{other}">{OTHER_NAME[other]}</a>'


class Written(NamedTuple):
    """`opening`: the section up to its margin; `entry`: its line in the contents; `label`: its margin's name."""

    opening: SafeString
    entry: SafeString
    label: SafeString


WrittenClauses = tuple[tuple[ClauseVersion, Written], ...]


@dataclass(frozen=True)
class Sentences:
    """What every clause says alike, looked up once for each language; escaped, but for `clause`."""

    comment: str = field(default_factory=lambda: escape(_("Comment")))
    changed: str = field(default_factory=lambda: escape(_("What changed")))
    link: str = field(default_factory=lambda: escape(_("Link to this clause")))
    section: str = field(default_factory=lambda: escape(_("Link to this section")))
    clause: str = field(default_factory=lambda: _("Clause %(number)s"))
    about_clause: str = field(default_factory=lambda: escape(_("What is said about clause %(number)s")))
    about_section: str = field(default_factory=lambda: escape(_("What is said about this section")))


@cache
def _sentences(language: str) -> Sentences:
    """`language` is the reader's, in which gettext answers."""
    return Sentences()


def written(version: DraftVersion, *, path: str, is_open: bool) -> WrittenClauses:
    """Each clause, with the key of its `discussion`, and its HTML. Other requests may read the same rows: nothing is
    written on them."""
    kept_version = Kept(version.pk, version.hash, version.published_at)
    return _written(Edition(kept_version, "ar" if reads_arabic() else "en", path, is_open))


@kept(EDITIONS)
def _clauses(version: Kept) -> tuple[ClauseVersion, ...]:
    return tuple(_rows(version.version))


@prepared
def _rows(version: int) -> QuerySet[ClauseVersion]:
    clauses = ClauseVersion.objects.filter(version=version).order_by("position")
    return clauses.annotate(discussion=F("clause_key__discussion"))


@kept(EDITIONS)
def _written(edition: Edition) -> WrittenClauses:
    sentences = _sentences(edition.language)
    return tuple((clause, _clause(clause, edition, sentences)) for clause in _clauses(edition.kept))


def _clause(clause: ClauseVersion, edition: Edition, sentences: Sentences) -> Written:
    heading = wording(clause.heading_ar, clause.heading_en, language=edition.language)
    body = wording(clause.body_ar, clause.body_en, language=edition.language)
    if clause.is_chapter:
        opening = _chapter(clause, heading)
    else:
        opening = _section(clause, heading, body, edition=edition, sentences=sentences)
    label = _label(clause, sentences)
    return Written(SafeString(opening), SafeString(_entry(clause, heading, body)), SafeString(label))


def _chapter(clause: ClauseVersion, heading: Wording) -> str:
    return (
        f'<h2 class="chapter" id="{clause.key}" lang="{heading.language}" dir="{heading.direction}">'
        f"{escape(heading.text)}</h2>"
    )


def _section(clause: ClauseVersion, heading: Wording, body: Wording, *, edition: Edition, sentences: Sentences) -> str:
    """Not closed: its margin comes into it."""
    key = clause.key
    said = heading.text or sentences.clause % {"number": clause.number}
    label = "" if clause.is_numbered else f' aria-label="{sentences.section}"'
    return (
        f'<section class="clause" id="{key}" aria-labelledby="{key}-heading">'
        f'<a class="numeral" href="#{key}"{label}><bdi>{escape(clause.number or "§")}</bdi></a>'
        f'<div class="matn-cell"><h3 id="{key}-heading">{_words(said, heading)} {_tags(clause, edition)}</h3>'
        f'<div class="matn" lang="{body.language}" dir="{body.direction}">{paragraphs(body.text)}</div>'
        f'<p class="actions">{_links(clause, edition, sentences)}</p></div>'
    )


def _words(said: str, of: Wording) -> str:
    return f'<span lang="{of.language}" dir="{of.direction}">{escape(said)}</span>'


def _tags(clause: ClauseVersion, edition: Edition) -> str:
    """Most clauses carry none."""
    is_doubtful = edition.language == "en" and (clause.is_english_missing or clause.is_english_stale)
    return render_to_string("policies/parts/tags.html", {"part": clause}) if clause.is_changed or is_doubtful else ""


def _links(clause: ClauseVersion, edition: Edition, sentences: Sentences) -> str:
    key, path = clause.key, edition.address
    comment = f'<a href="?comment={key}#comment-form">{sentences.comment}</a> ' if edition.is_open else ""
    changed = (
        f'<a href="{path}versions/{clause.changed_in}/#changes">{sentences.changed}</a> ' if clause.is_changed else ""
    )
    link = f'<a href="{path}clauses/{key}/">{sentences.link}</a>'
    return f"{comment}{changed}{link} {edition.other_link % key}"


def _entry(clause: ClauseVersion, heading: Wording, body: Wording) -> str:
    said = _words(heading.text or Truncator(body.text).words(WORDS_OF_AN_ENTRY), heading)
    return said if clause.is_chapter else f"<b><bdi>{escape(clause.number or '§')}</bdi></b> {said}"


def _label(clause: ClauseVersion, sentences: Sentences) -> str:
    return sentences.about_clause % {"number": escape(clause.number)} if clause.is_numbered else sentences.about_section
