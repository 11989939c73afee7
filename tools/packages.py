"""The virtual environment with its pinned packages, made once and kept while the lists of packages stay the same."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from tools.machine import (
    PYTHON,
    ROOT,
    VENV,
    Refusal,
    environment,
    refuse_full_disk,
    refuse_wrong_python,
    step,
    var_folder,
)

RUNNING = ("requirements.txt",)
DEVELOPING = ("requirements.txt", "requirements-dev.txt")
ROOM_FOR_PACKAGES = 900  # megabytes
ROOM_TO_WORK = 60


def prepare(lists: tuple[str, ...] = RUNNING) -> None:
    """Fast when there is nothing to do: one file is compared."""
    refuse_wrong_python()
    if _works() and _stamp(lists).exists():
        refuse_full_disk(ROOM_TO_WORK)
        return
    refuse_full_disk(ROOM_FOR_PACKAGES)
    if not _works():
        with step("Making the environment in .venv"):
            _make_environment()
    with step("Installing the packages, pinned (a minute or two, the first time)"):
        _install(lists)
    for known in (RUNNING, lists):
        _stamp(known).touch()


def _works() -> bool:
    """An environment that was moved, or made half, cannot start its own Python."""
    if not PYTHON.exists():
        return False
    asked = subprocess.run(
        [PYTHON, "-c", "import pip, sys; print(sys.version_info[:2] == (3, 11))"],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    return asked.stdout.strip() == "True"


def _make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise Refusal(
            f"This Python ({sys.executable}) cannot make a virtual environment: its module venv is missing.\n"
            "On Debian or Ubuntu: apt-get install python3.11-venv. Then start again."
        )
    if VENV.is_symlink():
        raise Refusal(f".venv points to {VENV.resolve()}, where no Python 3.11 works. Remove the link and start again.")
    shutil.rmtree(VENV, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(VENV)], "The virtual environment could not be made.")


def _install(lists: tuple[str, ...]) -> None:
    arguments = [argument for name in lists for argument in ("-r", str(ROOT / name))]
    _run(
        [str(PYTHON), "-m", "pip", "install", "--no-input", "--progress-bar=off", *arguments],
        "The packages could not be installed. Is there a way to the package index?",
    )


def _run(command: list[str], complaint: str) -> None:
    """Quietly; what it said is kept in a file and its end is shown when it fails."""
    log = var_folder() / "log" / "setup.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as file:
        done = subprocess.run(command, stdout=file, stderr=file, env=environment(), check=False)
    if done.returncode:
        refuse_full_disk(ROOM_TO_WORK)
        end = "\n".join(log.read_text(errors="replace").splitlines()[-12:])
        raise Refusal(f"{complaint} All it said is in {log}; the end of it:\n\n{end}")


def _stamp(lists: tuple[str, ...]) -> Path:
    """Its name is the lists' contents: another version of a package is another stamp."""
    contents = b"".join((ROOT / name).read_bytes() for name in lists)
    return VENV / f".installed-{hashlib.sha256(contents).hexdigest()[:16]}"
