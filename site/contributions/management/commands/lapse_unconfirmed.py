"""The clock's entrance: what no guardian confirmed in its time lapses, and its author is told."""

from django.core.management.base import BaseCommand

from contributions.actions import lapse_unconfirmed


class Command(BaseCommand):
    help = "Let what no guardian has confirmed in its time lapse."

    def handle(self, *args: object, **options: object) -> None:
        lapsed = lapse_unconfirmed()
        if lapsed and options["verbosity"]:
            self.stdout.write(f"{lapsed} lapsed")
