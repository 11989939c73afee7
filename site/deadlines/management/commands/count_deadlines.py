"""The clock's entrance: count every open end in working time again, by the calendar as it stands."""

from django.core.management.base import BaseCommand

from deadlines.actions import count_again


class Command(BaseCommand):
    help = "Count the ends of open deadlines again, by the working calendar as it stands."

    def handle(self, *args: object, **options: object) -> None:
        moved = count_again()
        if options["verbosity"]:
            self.stdout.write(f"{moved} moved")
