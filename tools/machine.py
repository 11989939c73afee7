"""What this machine offers, and a sentence for whoever it fails."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NEEDED = (3, 11)
MEGABYTE = 1024 * 1024
# What must never follow our children: where other packages lie, and not to keep byte code (four times slower).
NOT_HANDED_ON = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV")


class Refusal(Exception):  # noqa: N818  (what the person reads)
    """It cannot go on; the sentence says what to do."""


def var_folder() -> Path:
    return ROOT / os.environ.get("VAR_DIR", "var")


def chromium() -> str:
    """The browser of tests and pictures, or nothing. Without its own windows it takes a third of the work."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return found or ""


def environment(**more: str) -> dict[str, str]:
    """What our children see of the world."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    return kept | {"PYTHONUNBUFFERED": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"} | more


def refuse_wrong_python() -> None:
    if sys.version_info[:2] != NEEDED:
        raise Refusal(
            "Musharaka needs Python {}.{}; this is {}.{} ({}).\n"
            "Install it (on Debian: apt-get install python3.11 python3.11-venv), or say where it is: "
            "make run PYTHON=/path/to/python3.11".format(*NEEDED, *sys.version_info[:2], sys.executable)
        )


def refuse_full_disk(megabytes: int) -> None:
    """Before something half-written stops us: a sentence is better than a trace."""
    for folder in (ROOT, var_folder()):
        existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
        free = shutil.disk_usage(existing).free // MEGABYTE
        if free < megabytes:
            raise Refusal(
                f"The disk is full: {free} MB are free at {existing}, and {megabytes} MB are needed.\n"
                "Free some space and start again; nothing that was stored is lost."
            )


@contextmanager
def step(name: str) -> Iterator[None]:
    """A line for each step, with the time it took."""
    print(f"  {name} …", end="", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - start:.1f} s", flush=True)
