"""The clock's entrance."""

from django.core.management.base import BaseCommand

from contributions.actions import sweep_uploads


class Command(BaseCommand):
    help = "Let go of files that were chosen and never sent."

    def handle(self, *args: object, **options: object) -> None:
        done = sweep_uploads()
        if done and options["verbosity"]:
            self.stdout.write(f"{done} let go")
