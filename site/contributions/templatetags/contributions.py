"""How references and attributions stand in a page."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from contributions import references
from contributions.queries import Tally

register = template.Library()


@register.filter
def spoken(reference: str) -> SafeString:
    """A reference in its groups, isolated: digits keep their order in a right-to-left line."""
    return format_html('<bdi dir="ltr" class="reference">{}</bdi>', references.spoken(str(reference)))


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
