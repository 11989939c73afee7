"""The fifty clauses of a draft with their folded margins, written without a template's cost for each.

A template of Django's takes some five microseconds a node, and a folded clause has twenty nodes: all of them together
would cost more than the rest of the page. What a margin says follows from what is handed to it, and each request reads
that anew; so each process writes the same margin once.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.kept import kept
from config.templatetags.frame import script_lang
from contributions.queries import Tally
from contributions.templatetags.contributions import bar, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consultations.margin import ClauseRow
    from contributions.queries import Quotation

register = template.Library()

QUOTED_WORDS = 22
MARGINS = 4096
# The quotation marks of a language.
MARKS = {"ar": "«»", "en": "“”"}


@register.simple_tag
def entries(rows: Sequence[ClauseRow]) -> SafeString:
    """The contents: each clause with the number of its comments."""
    language = get_language() or "ar"
    return SafeString("\n".join(_entry(row, language) for row in rows))


def _entry(row: ClauseRow, language: str) -> str:
    key, entry = row.clause.key, row.clause.entry
    if row.clause.is_chapter:
        return f'<li><p class="part"><a href="#{key}">{entry}</a></p></li>'
    count, current = row.tally.total, ' aria-current="true"' if row.is_open else ""
    said = f'<span aria-hidden="true">{count}</span><span class="unseen">{counted(count, language)}</span>'
    return f'<li><a href="#{key}"{current}>{entry} <span class="count">{said}</span></a></li>'


@register.simple_tag
def folded(rows: Sequence[ClauseRow]) -> SafeString:
    """Clauses whose margins say how many spoke, how they stand, and what one of them said."""
    language = get_language() or "ar"
    return SafeString("".join(_folded(row, language) for row in rows))


def _folded(row: ClauseRow, language: str) -> str:
    if row.clause.is_chapter:
        return row.clause.opening
    return row.clause.opening + _margin(row.clause.key, row.clause.label, row.tally, row.quotation, language)


@kept(MARGINS)
def _margin(key: str, label: str, tally: Tally, said: Quotation | None, language: str) -> str:
    """All that it shows is handed to it; `language` is the reader's."""
    if tally.total:
        count = f'<a class="count" href="?clause={key}#{key}">{counted(tally.total, language)}</a>'
        quoted = _quotation(said, language) if said else ""
        inside = f'<p class="hashiya-head">{count}</p>{bar(tally, language)}{quoted}'
    else:
        inside = f'<p class="hashiya-head quiet">{escape(_("No comments yet"))}</p>'
    return f'<aside class="hashiya" id="{key}-comments" aria-label="{label}">{inside}</aside></section>\n'


def _beginning(text: str) -> str:
    """Django's Truncator for words, which knows HTML too, takes five times as long."""
    words = text.split(None, QUOTED_WORDS)
    return " ".join(words[:QUOTED_WORDS]) + (" …" if len(words) > QUOTED_WORDS else "")


@register.simple_tag
def quotation(said: Quotation) -> SafeString:
    return SafeString(_quotation(said, get_language() or "ar"))


def _quotation(said: Quotation, language: str) -> str:
    """The first words of a thread, in the quotation marks of their language, with the name they came under."""
    foreign = "" if said.language == language else " foreign"
    marks = MARKS[said.language]
    words = escape(_beginning(said.body))
    name = f'<bdi class="name" lang="{script_lang(said.name)}"><b>{escape(said.name)}</b></bdi>'
    return f'<p class="quotation{foreign}"><bdi lang="{said.language}">{marks[0]}{words}{marks[1]}</bdi> {name}</p>'
