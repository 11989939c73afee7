from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger import checkpoints, kept_copy
from ledger.checkpoints import Head
from ledger.notes import Verifier, WrongNote
from ledger.verification import WrongLedger, compare, verify


class Command(BaseCommand):
    help = "Recompute the whole ledger; name the first wrong entry, position or node and exit with 1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--checkpoint", type=Path, help="a checkpoint kept elsewhere: the log must extend it")
        parser.add_argument("--key", help="the verifier key for --checkpoint, kept elsewhere; otherwise the settings'")
        parser.add_argument("--copy", type=Path, help="the hashes of the entries, kept elsewhere (/ledger/log)")
        parser.add_argument("--size", type=int, help="the size of the log when the root given was kept")
        parser.add_argument("--root", type=_root, help="a root kept earlier, in hex: the log must begin with its log")

    def handle(self, *args: Any, size: int | None, root: bytes | None, **options: Any) -> None:
        if (size is None) != (root is None) or (size is not None and size < 0):
            raise CommandError("Give --size and --root together, as an earlier run printed them.")
        kept = Head("", size, root) if size is not None and root is not None else None
        if options["checkpoint"]:
            kept = _head(options["checkpoint"], options["key"])
        try:
            copied = _compare_copy(options["copy"])
            verdict = verify()
            if kept:
                compare(kept.size, kept.root)
        except WrongLedger as fault:
            raise CommandError(f"does not hold: {fault}.") from None
        self.stdout.write(f"holds: {verdict.size} entries, root {verdict.root.hex()}")
        self.stdout.write(f"not yet sealed: {verdict.waiting}")
        if copied is not None:
            self.stdout.write(f"as in the copy: {copied}")
        if options["checkpoint"] and kept:
            self.stdout.write(f"extends the checkpoint of {kept.size} entries")


def _compare_copy(file: Path | None) -> int | None:
    """First of all: it names the entry where everything else can only say that something is wrong."""
    if file is None:
        file = Path(settings.LEDGER_COPY) if settings.LEDGER_COPY else None
        if file is None or not file.is_file():
            return None
    try:
        return kept_copy.compare(file)
    except OSError as fault:
        raise CommandError(f"The copy cannot be read: {fault}") from None


def _head(file: Path, key: str | None) -> Head:
    try:
        return checkpoints.read(file.read_bytes().decode(), [Verifier.parse(key)] if key else None)
    except (OSError, UnicodeDecodeError) as fault:
        raise CommandError(f"The checkpoint cannot be read: {fault}") from None
    except WrongNote as fault:
        raise CommandError(f"The checkpoint is not to be believed: {fault}.") from None


def _root(typed: str) -> bytes:
    root = bytes.fromhex(typed)
    if len(root) != 32:
        raise ValueError("a root has 64 hex digits")
    return root
