"""The one task that the clock runs: a management command from an allow-list."""

from celery import shared_task
from django.conf import settings
from django.core.management import call_command


@shared_task
def run_command(name: str) -> None:
    """Run one of `settings.CLOCK`; anything else in the queue is refused."""
    if name not in settings.CLOCK:
        raise ValueError(f"{name!r} is not a command that the clock may run")
    call_command(name)
