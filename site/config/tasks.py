"""The one task that the clock runs: a management command from an allow-list."""

import logging

from celery import shared_task
from django.conf import settings
from django.core.management import CommandError, call_command

from config.turnstile import turnstile
from messaging.tracing import as_part_of

logger = logging.getLogger(__name__)


@shared_task
def run_command(name: str) -> None:
    """Run one of `settings.CLOCK`, unless an earlier run is still at it; anything else in the queue is refused."""
    if name not in settings.CLOCK:
        raise ValueError(f"{name!r} is not a command that the clock may run")
    with turnstile(name) as through:
        if not through:
            return
        with as_part_of():
            _call(name)


def _call(name: str) -> None:
    try:
        call_command(name, verbosity=0)
    except CommandError as error:  # a sentence, meant to be read; the next tick tries again
        logger.warning("%s: %s", name, error)
