"""How often one address may look numbers up: guessing eleven digits must not become worthwhile."""

from django.core.cache import cache
from django.http import HttpRequest

from accounts.codes import sender_of

LOOK_UPS = 20
SECONDS = 60


def may_look_up(request: HttpRequest) -> bool:
    """Count this look-up, and say whether it is within the limit. The count lasts a minute; nothing is kept longer."""
    key = f"tickets:look-up:{sender_of(request)}"
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) <= LOOK_UPS
    except ValueError:  # it expired between the two calls
        return True
