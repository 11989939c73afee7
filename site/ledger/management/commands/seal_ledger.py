from typing import Any

from django.core.management.base import BaseCommand

from ledger.actions import seal


class Command(BaseCommand):
    help = "Give the ledger entries that wait their place in the log. The clock runs it every two seconds."

    def handle(self, *args: Any, **options: Any) -> None:
        if sealed := seal():
            self.stdout.write(f"sealed: {sealed}")
