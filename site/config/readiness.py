"""Whether this installation can do its work, part by part: what `/readyz` answers."""

import tempfile
from collections.abc import Callable
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from kombu.exceptions import KombuError

from config.models import Heartbeat
from ledger.models import Unsealed
from search.engines import engine
from search.models import IndexJob

Sentence = str | None
SILENT_AFTER = timedelta(seconds=60)  # the clock ticks every ten
UNSEALED_AFTER = timedelta(seconds=60)  # sealing takes seconds
BEHIND_AFTER = timedelta(seconds=120)
PROBE = b"\0" * 65536


def what_is_wrong() -> dict[str, str]:
    """Part → what is wrong with it; empty when all is well. A sentence never holds an address or a password."""
    answers = {part: _asked(look) for part, look in PARTS.items()}
    return {part: sentence for part, sentence in answers.items() if sentence}


def database() -> Sentence:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return None


def migrations() -> Sentence:
    return None if _all_applied() else "Migrations are pending: run manage.py migrate."


def disk() -> Sentence:
    """Writes: a full disk lets everything be read and nothing be kept."""
    with tempfile.TemporaryFile(dir=settings.VAR) as file:
        file.write(PROBE)
    return None


def broker() -> Sentence:
    if settings.CELERY_BROKER_URL == "filesystem://":
        with tempfile.TemporaryFile(dir=settings.BROKER_FOLDER / "queue") as file:
            file.write(PROBE)
        return None
    with current_app.connection_for_write(connect_timeout=1) as link:
        link.ensure_connection(max_retries=1, timeout=2)
    return None


def worker() -> Sentence:
    beat = Heartbeat.objects.filter(name="worker").first()
    if beat is None or beat.at < timezone.now() - SILENT_AFTER:
        return "No sign of life from beat and worker for a minute."
    return None


def ledger() -> Sentence:
    waiting = Unsealed.objects.filter(entry__written_at__lt=timezone.now() - UNSEALED_AFTER)
    return "Entries wait for longer than a minute to be sealed." if waiting.exists() else None


def search() -> Sentence:
    if engine().needs_rebuild():
        return "The index is missing, damaged or of another make: run manage.py rebuild_index."
    waiting = IndexJob.objects.filter(at__lt=timezone.now() - BEHIND_AFTER)
    return "The index is more than two minutes behind." if waiting.exists() else None


PARTS: dict[str, Callable[[], Sentence]] = {
    "database": database,
    "migrations": migrations,
    "disk": disk,
    "broker": broker,
    "worker": worker,
    "ledger": ledger,
    "search": search,
}


def _asked(look: Callable[[], Sentence]) -> Sentence:
    try:
        return look()
    except (Error, OSError, KombuError) as error:
        return f"It does not answer ({type(error).__name__})."


def _all_applied() -> bool:
    """Reading every migration takes long; once they are applied, they stay so while this process lives."""
    if not _seen_applied:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _seen_applied.append(True)
    return True


_seen_applied: list[bool] = []
