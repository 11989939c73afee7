"""The clock's entrance: carry out the erasures that nobody took back in time."""

from django.core.management.base import BaseCommand

from privacy.actions import erase_due


class Command(BaseCommand):
    help = "Erase the accounts whose time to take it back is over."

    def handle(self, *args: object, **options: object) -> None:
        done = erase_due()
        if done and options["verbosity"]:
            self.stdout.write(f"{done} erased")
