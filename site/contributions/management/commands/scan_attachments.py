"""The clock's entrance."""

from django.core.management.base import BaseCommand

from contributions.actions import scan_waiting


class Command(BaseCommand):
    help = "Ask the virus scanner about files that it has not seen. Does nothing where none is configured."

    def handle(self, *args: object, **options: object) -> None:
        done = scan_waiting()
        if done and options["verbosity"]:
            self.stdout.write(f"{done} scanned")
