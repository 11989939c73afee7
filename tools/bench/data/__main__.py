"""`python -m tools.bench.data tables|small|large NOTES` fills the database of DATABASE_URL, and notes what to visit;
`… log NOTES` measures the ledger in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(size: str, notes: str) -> None:
    import django

    django.setup()
    from config.management.commands.prepare import collect_garbage_rarely
    from tools.bench.data import filling, log

    collect_garbage_rarely()
    made = {"tables": filling.tables, "small": filling.small, "large": filling.large, "log": log.measured}[size]()
    Path(notes).write_text(made, encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.bench.settings")
    main(*sys.argv[1:])
