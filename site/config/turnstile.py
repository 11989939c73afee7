"""One run of a command at a time on one machine. Two machines at once are harmless: every command may run twice."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

EXPIRY = 15 * 60  # seconds after which a run must have hung


@contextmanager
def turnstile(name: str) -> Iterator[bool]:
    """True for whoever gets through; False while an earlier run is still inside.

    The lock belongs to an open file, so a killed process gives it up at once and writes nothing to the database
    every two seconds. A run that hangs keeps it only until it expires: the next one puts a new file in its place.
    """
    file = _take(_folder() / name)
    try:
        yield file is not None
    finally:
        if file is not None:
            os.close(file)


def _take(path: Path) -> int | None:
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if _locked(file):
        os.utime(path)  # since when it is held
        return file
    os.close(file)
    if time.time() - path.stat().st_mtime < EXPIRY:
        return None
    path.unlink(missing_ok=True)
    return _take(path)


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _folder() -> Path:
    folder = settings.VAR / "locks"
    folder.mkdir(exist_ok=True)
    return folder
