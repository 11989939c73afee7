from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger.verification import WrongLedger, verify


class Command(BaseCommand):
    help = "Recompute the whole ledger; name the first wrong entry, position or node and exit with 1."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            verdict = verify()
        except WrongLedger as fault:
            raise CommandError(f"does not hold: {fault}.") from None
        self.stdout.write(f"holds: {verdict.size} entries, root {verdict.root.hex()}")
        self.stdout.write(f"not yet sealed: {verdict.waiting}")
