"""The clock's sign of life: that this runs at all shows that beat, the broker and a worker work together."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from config.models import Heartbeat


class Command(BaseCommand):
    help = "Note that beat, the broker and a worker are alive."

    def handle(self, *args: object, **options: object) -> None:
        Heartbeat.objects.update_or_create(name="worker", defaults={"at": timezone.now()})
