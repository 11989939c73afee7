"""The fifty clauses of a draft with their folded margins, written without a template's cost for each.

A template of Django's takes some five microseconds a node, and a folded clause has twenty nodes: all of them together
would cost more than the rest of the page. What a margin says follows from what is handed to it, and each request reads
that anew; so each process writes the same margin once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contributions.queries import Tally
from contributions.templatetags.contributions import comment_count, stances

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consultations.margin import ClauseRow
    from contributions.queries import Quotation

register = template.Library()

QUOTED_WORDS = 22
MARGINS = 4096
ENTRY = '<li><a href="#{}"{}>{} <span class="count">{}</span></a></li>'
COUNT = '<span aria-hidden="true">{}</span><span class="unseen">{}</span>'
CHAPTER = '<li><p class="part"><a href="#{}">{}</a></p></li>'
MARGIN = '<aside class="hashiya" id="{}-comments" aria-label="{}">{}</aside></section>\n'
HEAD = '<p class="hashiya-head"><a class="count" href="?clause={}#{}">{}</a></p>{}{}'
QUIET = '<p class="hashiya-head quiet">{}</p>'


@register.simple_tag
def entries(rows: Sequence[ClauseRow]) -> SafeString:
    """The contents: each clause with the number of its comments."""
    language = get_language() or "ar"
    return SafeString(
        "\n".join(
            format_html(CHAPTER, row.clause.key, row.written.entry)
            if row.clause.is_chapter
            else _entry(row.clause.key, row.written.entry, row.tally.total, row.is_open, language)
            for row in rows
        )
    )


@lru_cache(maxsize=MARGINS)
def _entry(key: str, entry: SafeString, count: int, is_open: bool, language: str) -> SafeString:
    current = SafeString(' aria-current="true"') if is_open else ""
    return format_html(ENTRY, key, current, entry, format_html(COUNT, count, comment_count(count)))


@register.simple_tag
def folded(row: ClauseRow) -> SafeString:
    """A clause whose margin says how many spoke, how they stand, and what one of them said."""
    if row.clause.is_chapter:
        return row.written.opening
    key, label, tally, language = row.clause.key, row.written.label, row.tally, get_language() or "ar"
    counts = (tally.total, tally.in_favour, tally.neutral, tally.against)
    return row.written.opening + _margin(key, label, counts, row.quotation, language)


@lru_cache(maxsize=MARGINS)
def _margin(
    key: str, label: SafeString, counts: tuple[int, int, int, int], said: Quotation | None, language: str
) -> SafeString:
    """All that it shows is handed to it; `language` is the reader's."""
    total, in_favour, neutral, against = counts
    if not total:
        return format_html(MARGIN, key, label, format_html(QUIET, _("No comments yet")))
    bar = stances(Tally(total, in_favour, neutral, against))
    head = format_html(HEAD, key, key, comment_count(total), bar, quotation(said) if said else "")
    return format_html(MARGIN, key, label, head)


@register.simple_tag
def quotation(said: Quotation) -> SafeString:
    """The first words of a thread, in the quotation marks of their language, with the name they came under."""
    foreign = "" if said.language == (get_language() or "ar") else " foreign"
    marks = "«»" if said.language == "ar" else "“”"
    return format_html(
        '<p class="quotation{}"><bdi lang="{}">{}{}{}</bdi> <bdi class="name" lang="{}"><b>{}</b></bdi></p>',
        foreign,
        said.language,
        marks[0],
        Truncator(said.body).words(QUOTED_WORDS, truncate=" …"),
        marks[1],
        "ar" if any("\u0600" <= letter <= "\u06ff" for letter in said.name) else "en",
        said.name,
    )
