from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger.actions import sign_checkpoint
from ledger.verification import WrongLedger


class Command(BaseCommand):
    help = "Sign what the ledger is now, unless that has been signed. The clock runs it every hour."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            checkpoint = sign_checkpoint()
        except WrongLedger as fault:
            raise CommandError(f"not signed: {fault}.") from None
        if checkpoint is None:
            self.stdout.write("nothing is sealed yet")
        else:
            self.stdout.write(checkpoint.note, ending="")
