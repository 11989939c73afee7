"""How references and attributions stand in a page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from config.kept import kept
from contributions import kinds, references
from contributions.article import Article, html_of
from contributions.own_form import html_of as own_form_html
from contributions.queries import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.template import Context

    from contributions.models import Contribution
    from contributions.models.attachment import StoredFile
    from contributions.own_comment import OwnComment
    from contributions.rows import CommentRow

register = template.Library()
# Numbers whose plural a process knows by heart, as it does its catalogues.
COUNTS = 4096
# What Django's context says where no request stands behind a page.
UNGUARDED = "NOTPROVIDED"


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


@register.filter
def still_there(files: Iterable[StoredFile]) -> list[StoredFile]:
    """Without those that their author took out."""
    return [each for each in files if not each.is_withdrawn]


@register.simple_tag
def stances(tally: Tally) -> SafeString:
    return SafeString(bar(tally, get_language() or "ar"))


@register.simple_tag
def stance_bar(in_favour: int, neutral: int, against: int) -> SafeString:
    tally = Tally(in_favour + neutral + against, in_favour, neutral, against)
    return SafeString(bar(tally, get_language() or "ar"))


def bar(tally: Tally, language: str) -> str:
    """How they stand; the words under the bar say it too, and the hatching says "against" without colour. A page has
    fifty of these: a template would take longer for them than for all the rest of it."""
    whole = tally.in_favour + tally.neutral + tally.against
    if not whole:
        return ""
    a, b = round(100 * tally.in_favour / whole, 1), round(100 * tally.neutral / whole, 1)
    return (
        '<svg class="stance-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="for" height="8" width="{a}"/><rect class="neutral" height="8" x="{a}" width="{b}"/>'
        f'<svg x="{a + b:.1f}" width="{100 * tally.against / whole:.1f}" height="8">'
        '<rect class="against" width="100%" height="8" stroke-width="1.5"/>'
        '<path class="against" d="M-2 4h130" stroke-width="8" stroke-dasharray="1.5 1.5" transform="skewX(-30)"/>'
        '</svg></svg><p class="least">'
        f"{_in_favour(tally.in_favour, language)} · {_neutral(tally.neutral, language)} · "
        f"{_against(tally.against, language)}</p>"
    )


@register.simple_tag
def comment_count(count: int) -> str:
    """ "12 comments", in the plural that the number asks for."""
    return counted(count, get_language() or "ar")


@lru_cache(maxsize=COUNTS)
def counted(count: int, language: str) -> str:
    return ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count}


@lru_cache(maxsize=COUNTS)
def _in_favour(count: int, language: str) -> str:
    return ngettext("%(count)s in favour", "%(count)s in favour", count) % {"count": count}


@lru_cache(maxsize=COUNTS)
def _neutral(count: int, language: str) -> str:
    return ngettext("%(count)s neutral", "%(count)s neutral", count) % {"count": count}


@lru_cache(maxsize=COUNTS)
def _against(count: int, language: str) -> str:
    return ngettext("%(count)s against", "%(count)s against", count) % {"count": count}


@register.simple_tag(takes_context=True)
def own_form(context: Context, own: OwnComment) -> SafeString:
    """The form of somebody's own comment, which nobody has written in yet."""
    guard = str(context.get("csrf_token", UNGUARDED))
    return SafeString(own_form_html(own, "" if guard == UNGUARDED else guard))


@register.simple_tag(takes_context=True)
def thread_rows(context: Context, rows: Iterable[CommentRow]) -> SafeString:
    """{% thread_rows rows %}, for components/thread.html."""
    language, year, guard = get_language() or "ar", timezone.localdate().year, context.get("csrf_token")
    return SafeString("".join(_thread_row(row, language, year, guard) for row in rows))


def _thread_row(row: CommentRow, language: str, year: int, guard: object) -> str:
    if getattr(row, "is_plain", False):
        said = _article(Article.of(row), language, year)
    else:
        said = render_to_string("components/comment.html", {"row": row, "csrf_token": guard})
    return f'<li class="level-{row.level}">{said}</li>'


@kept(2048)
def _article(shown: Article, language: str, year: int) -> str:
    """Its HTML follows from an `Article`, the reader's language, and the year, for dates of another year say theirs."""
    return html_of(shown, language)
