from django import template

from accounts.codes import minutes_valid

register = template.Library()


@register.simple_tag
def code_minutes() -> int:
    """How long a code that was sent by e-mail is good for."""
    return minutes_valid()


@register.filter
def in_groups(key: str) -> str:
    """A key that is typed by hand, four signs at a time."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
