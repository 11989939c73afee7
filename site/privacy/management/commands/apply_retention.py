"""The clock's entrance, once a day: what was kept for its time goes."""

from django.core.management.base import BaseCommand

from privacy.actions import apply_retention


class Command(BaseCommand):
    help = "Let go of letters and of accounts that were never confirmed, when their time is over."

    def handle(self, *args: object, **options: object) -> None:
        went = apply_retention()
        if options["verbosity"]:
            self.stdout.write(", ".join(f"{what}: {count}" for what, count in went.items()))
