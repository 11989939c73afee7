"""What lets transaction tests live with rows that nobody can delete, and with what migrations wrote; and names of
tests that are the same in every process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase

from ledger import triggers
from tests import migrated

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]

LEFT_HALF_WAY = "The test database was left half-way by a run that was stopped: run pytest once with --create-db."


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A file's bytes never name a test: one made with the time in it is named otherwise in each worker, which xdist
    refuses; and nobody reads bytes in a report."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """On SQLite a fresh copy of what the migrations come to, which Django then finds there."""
    if connection.vendor != "sqlite" or request.config.getvalue("create_db"):
        return bool(request.config.getvalue("reuse_db"))
    migrated.copy_to(Path(connection.settings_dict["TEST"]["NAME"]))
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database as migrations left it, remembered: a flush takes Wagtail's root page along."""
    with django_db_blocker.unblock():
        rows = _all_rows()
        if "wagtailcore_page" not in rows or "ledger_ledgerentry" in rows:
            pytest.exit(LEFT_HALF_WAY, returncode=1)
    TransactionTestCase._fixture_teardown = lambda test: _flush(rows)  # type: ignore[method-assign]


def _flush(migrated: Rows) -> None:
    with triggers.lifted():
        # Sequences go on: PostgreSQL does not learn from the rows that are put back which keys they have taken.
        options = {"interactive": False, "inhibit_post_migrate": True, "reset_sequences": False}
        call_command("flush", verbosity=0, **options)
        _put_back(migrated)


def _all_rows() -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if rows := cursor.fetchall():
                found[table] = ([column[0] for column in cursor.description], rows)
    return found


def _put_back(migrated: Rows) -> None:
    """Foreign keys are looked at when it commits, so the order of the tables does not matter."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in migrated.items():
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({marks})", rows)
