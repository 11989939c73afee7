"""The clock's entrance."""

from django.core.management.base import BaseCommand

from organisations.actions import scan_documents


class Command(BaseCommand):
    help = (
        "Ask the virus scanner about documents of bodies that it has not seen. Does nothing where none is configured."
    )

    def handle(self, *args: object, **options: object) -> None:
        done = scan_documents()
        if done and options["verbosity"]:
            self.stdout.write(f"{done} scanned")
