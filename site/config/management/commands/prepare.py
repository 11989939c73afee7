"""All that lies between installed packages and a server that can start; quick when nothing has changed."""

import gc
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from config import catalogue


class Command(BaseCommand):
    help = "Make assets, messages, static files and the database ready; in demo mode load the demonstration once."
    requires_system_checks = []  # they would read the catalogue before it is made

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-database", action="store_true", help="only what tests need: assets and messages")

    def handle(self, *, no_database: bool, **options: object) -> None:
        collect_garbage_rarely()
        with self.step("Style sheet and fonts"):
            call_command("make_assets", stdout=StringIO())
        with self.step("Arabic messages"):
            compile_messages()
        if no_database:
            return
        with self.step("Static files"):
            collect_static()
        with self.step("Database"):
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            call_command("set_up_site", stdout=StringIO())
        if settings.DEMO:
            with self.step("Demonstration (loaded once; the first time takes a minute)"):
                load_demo()
                call_command("seal_ledger", stdout=StringIO())
                call_command("sign_checkpoint", stdout=StringIO())
        with self.step("Search index"):
            call_command("update_index", wait=True, stdout=StringIO())

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self.stdout.write(f"  {name} …", ending="")
        self.stdout.flush()
        start = time.monotonic()
        yield
        self.stdout.write(f" {time.monotonic() - start:.1f} s")


def collect_garbage_rarely() -> None:
    """For a process that does one thing and ends: of migrating, a fifth is looking for garbage among models that stay.
    It takes 330 MB at the most, instead of 190."""
    gc.set_threshold(100_000, 50, 50)


def compile_messages() -> None:
    if catalogue.is_stale():
        whole, _faults = catalogue.merge()
        catalogue.compile_catalogue(whole)


def collect_static() -> None:
    """Hashing and compressing a thousand files takes long: only when one of ours, or a package, has changed."""
    stamp = settings.STATIC_ROOT / f".collected-{_state_of_static()}"
    if not stamp.exists():
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.touch()


def load_demo() -> None:
    """Where it is loaded already, it says its accounts and nothing else: shown once everything runs."""
    call_command("load_demo", once=True, stdout=StringIO())
    accounts = StringIO()
    call_command("load_demo", once=True, stdout=accounts)
    (settings.VAR / "demo-accounts.txt").write_text(accounts.getvalue(), encoding="utf-8")


def _state_of_static() -> str:
    digest = hashlib.sha256((settings.ROOT / "requirements.txt").read_bytes())
    for folder in map(Path, settings.STATICFILES_DIRS):
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            digest.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
