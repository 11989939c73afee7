"""SQLite's test database without waiting for the migrations: they run once, and every run of the tests copies what came
of them. Whatever a run that was stopped has left behind is written over."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT: Path = settings.ROOT


def copy_to(database: Path) -> None:
    """What the migrations come to, in this file."""
    for left in (database, *database.parent.glob(f"{database.name}-*")):
        left.unlink(missing_ok=True)
    shutil.copyfile(_migrated(), database)


def _migrated() -> Path:
    """Made by the first process that asks, while the others wait."""
    made = settings.VAR / f"test-migrated-{_fingerprint()}.sqlite3"
    with _alone(settings.VAR / "test-migrated.lock"):
        if not made.exists():
            for old in settings.VAR.glob("test-migrated-*.sqlite3*"):
                old.unlink()
            half = made.with_suffix(".half")
            half.unlink(missing_ok=True)
            _migrate(half)
            half.rename(made)
    return made


def _migrate(database: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.test_settings",
        "DATABASE_URL": f"sqlite:///{database}",
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _fingerprint() -> str:
    """Of every migration of ours, of what puts triggers in, and of the packages that bring migrations of their own."""
    seen = hashlib.sha256()
    for package in sorted(f"{each.name}=={each.version}" for each in distributions()):
        seen.update(package.encode())
    for file in sorted(_sources()):
        seen.update(file.read_bytes())
    return seen.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    for app in apps.get_app_configs():
        folder = Path(app.path)
        if folder.is_relative_to(ROOT) and not folder.is_relative_to(ROOT / ".venv"):
            yield from folder.glob("migrations/*.py")
            yield from folder.glob("apps.py")
            yield from folder.glob("triggers/*.py")
            yield from folder.glob("protection.py")


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
