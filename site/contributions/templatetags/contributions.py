"""How references and attributions stand in a page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from contributions import references

register = template.Library()


@register.filter
def spoken(reference: str) -> SafeString:
    """A reference in its groups, isolated: digits keep their order in a right-to-left line."""
    return format_html('<bdi dir="ltr" class="reference">{}</bdi>', references.spoken(str(reference)))


@register.filter
def at_key(mapping: dict[object, object], key: object) -> object:
    """`mapping[key]`, or None: for pages that load the parts of many rows at once."""
    return mapping.get(key)
