from django import template

from accounts.codes import minutes_valid

register = template.Library()


@register.simple_tag
def code_minutes() -> int:
    """How long a code that was sent by e-mail is good for."""
    return minutes_valid()
