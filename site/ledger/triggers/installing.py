"""Puts the registered guards into the database, names those that are absent, and lifts them for the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from .dialects import dialect_of
from .registry import Guard, guards


def absent(using: str = DEFAULT_DB_ALIAS) -> list[Guard]:
    """The guards whose table is there while they are not, or not as they should be."""
    connection = connections[using]
    dialect = dialect_of(connection)
    with connection.cursor() as cursor:
        present = dialect.present(cursor)
        tables = set(connection.introspection.table_names(cursor))
    return [
        guard
        for guard in guards()
        if guard.event in dialect.events
        and guard.table in tables
        and present.get(guard.name) != (guard.table, dialect.definition(guard))
    ]


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Make what is absent and drop what nobody registers any more. A second call changes nothing."""
    connection = connections[using]
    dialect = dialect_of(connection)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        registered = {guard.name for guard in guards()}
        for name, (table, _definition) in dialect.present(cursor).items():
            if name not in registered:
                dialect.drop(cursor, name, table)
        for guard in absent(using):
            dialect.create(cursor, guard)


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """For the test harness only: between two tests everything goes, and a test plays the insider who tampers."""
    connection = connections[using]
    dialect = dialect_of(connection)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for name, (table, _definition) in dialect.present(cursor).items():
            dialect.drop(cursor, name, table)
    try:
        yield
    finally:
        install(using)
