from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.verification import WrongLedger, compare, verify


class Command(BaseCommand):
    help = "Recompute the whole ledger; name the first wrong entry, position or node and exit with 1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", type=int, help="the size of the log when the root given was kept")
        parser.add_argument("--root", type=_root, help="a root kept earlier, in hex: the log must begin with its log")

    def handle(self, *args: Any, size: int | None, root: bytes | None, **options: Any) -> None:
        if (size is None) != (root is None) or (size is not None and size < 0):
            raise CommandError("Give --size and --root together, as an earlier run printed them.")
        try:
            verdict = verify()
            if size is not None and root is not None:
                compare(size, root)
        except WrongLedger as fault:
            raise CommandError(f"does not hold: {fault}.") from None
        self.stdout.write(f"holds: {verdict.size} entries, root {verdict.root.hex()}")
        self.stdout.write(f"not yet sealed: {verdict.waiting}")


def _root(typed: str) -> bytes:
    root = bytes.fromhex(typed)
    if len(root) != 32:
        raise ValueError("a root has 64 hex digits")
    return root
