"""What a page's head tells those who index it."""

from django import template
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical_path(context: Context) -> str:
    """The address under which a page is found: filters, orders and what is unfolded make no other page of it."""
    request = context["request"]
    page = request.GET.get("page", "")
    return f"{request.path}?page={page}" if page.isdecimal() and int(page) > 1 else request.path
