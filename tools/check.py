"""`make check`: all that can be said of the code without running the tests; not only up to the first fault."""

from __future__ import annotations

import subprocess
import sys
import time

from tools import setup
from tools.machine import ROOT, VENV, environment

BIN = VENV / "bin"
MANAGE = [str(BIN / "python"), "manage.py"]
CHECKS = {
    "style": [str(BIN / "ruff"), "check", "."],
    "layout": [str(BIN / "ruff"), "format", "--check", "."],
    "types": [str(BIN / "mypy")],
    "imports": [str(BIN / "lint-imports")],
    "templates": [str(BIN / "djlint"), "templates", "--lint", "--quiet"],
    "settings": [*MANAGE, "check"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "Arabic": [*MANAGE, "merge_messages", "--check"],
}


def main() -> int:
    if setup.main():
        return 1
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    print(f"\nNot right: {', '.join(failed)}" if failed else "\nAll is right.")
    return 1 if failed else 0


def passes(name: str, command: list[str]) -> bool:
    """Says nothing but a line when all is well."""
    start = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(**setup.TESTING, PYTHONPATH=f"{ROOT / 'site'}:{ROOT}"),
        capture_output=True,
        text=True,
        check=False,
    )
    word = "right" if done.returncode == 0 else "NOT RIGHT"
    print(f"  {name}: {word} ({time.monotonic() - start:.1f} s)", flush=True)
    if done.returncode:
        print((done.stdout + done.stderr).strip(), flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
