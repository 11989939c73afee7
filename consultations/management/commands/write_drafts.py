"""The clock's entrance: after our markup or a sentence has changed, the clauses of drafts are written as HTML anew."""

from django.core.management.base import BaseCommand

from consultations.actions import write_missing_html


class Command(BaseCommand):
    help = "Write the clauses of published drafts as HTML where that is missing, or was written by an earlier release."

    def handle(self, *args: object, **options: object) -> None:
        written = write_missing_html()
        if written and options["verbosity"]:
            self.stdout.write(f"{written} written")
