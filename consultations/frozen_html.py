"""How the clauses of a published version are written as HTML: the ministry's own frozen words, in each language, with
or without the links to take part.

Written here and not in a template: there are fifty of them on a page. `consultations.kept_html` has it beside the
version. What people said beside them may be held back or removed at any moment: it is no part of this.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from config.markup import paragraphs
from policies.wording import Wording, wording

if TYPE_CHECKING:
    from consultations.models.draft import ClauseVersion

WORDS_OF_AN_ENTRY = 5
OTHER_NAME = {"ar": "العربية", "en": "English"}
# Where the page stands, in this language and in the other: a page may be moved, its text stays as it was written. Of
# Unicode's characters these two are never part of a text.
HERE, THERE = "\ufdd0", "\ufdd1"


@dataclass(frozen=True)
class Edition:
    """For whom it is written."""

    language: str
    is_open: bool

    @property
    def other_link(self) -> str:
        """The same clause in the other language; takes the clause's key."""
        other = "en" if self.language == "ar" else "ar"
        return f'<a href="{THERE}#%s" hreflang="{other}" lang="{other}">{OTHER_NAME[other]}</a>'


EDITIONS = tuple(Edition(language, is_open) for language in ("ar", "en") for is_open in (True, False))


class WrittenClause(NamedTuple):
    """A clause as its page takes it. HTML are `opening`, the section up to its margin; `entry`, its line in the
    contents; `label`, its margin's name."""

    key: str
    number: str
    is_numbered: bool
    is_chapter: bool
    discussion: int
    opening: str
    entry: str
    label: str


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


def write(clauses: Iterable[ClauseVersion], edition: Edition) -> tuple[WrittenClause, ...]:
    """Each with the key of its `discussion`, which the query annotates."""
    with override(edition.language):
        sentences = _sentences(edition.language)
        return tuple(_clause(clause, edition, sentences) for clause in clauses)


def _clause(clause: ClauseVersion, edition: Edition, sentences: Sentences) -> WrittenClause:
    heading = wording(clause.heading_ar, clause.heading_en, language=edition.language)
    body = wording(clause.body_ar, clause.body_en, language=edition.language)
    if clause.is_chapter:
        opening = _chapter(clause, heading)
    else:
        opening = _section(clause, heading, body, edition=edition, sentences=sentences)
    return WrittenClause(
        key=clause.key,
        number=clause.number,
        is_numbered=clause.is_numbered,
        is_chapter=clause.is_chapter,
        discussion=clause.discussion,  # type: ignore[attr-defined]
        opening=opening,
        entry=_entry(clause, heading, body),
        label=_label(clause, sentences),
    )


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
    key = clause.key
    comment = f'<a href="?comment={key}#comment-form">{sentences.comment}</a> ' if edition.is_open else ""
    changed = (
        f'<a href="{HERE}versions/{clause.changed_in}/#changes">{sentences.changed}</a> ' if clause.is_changed else ""
    )
    link = f'<a href="{HERE}clauses/{key}/">{sentences.link}</a>'
    return f"{comment}{changed}{link} {edition.other_link % key}"


def _entry(clause: ClauseVersion, heading: Wording, body: Wording) -> str:
    said = _words(heading.text or Truncator(body.text).words(WORDS_OF_AN_ENTRY), heading)
    return said if clause.is_chapter else f"<b><bdi>{escape(clause.number or '§')}</bdi></b> {said}"


def _label(clause: ClauseVersion, sentences: Sentences) -> str:
    return sentences.about_clause % {"number": escape(clause.number)} if clause.is_numbered else sentences.about_section
