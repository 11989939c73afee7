"""Moments out of PostgreSQL: Django reads each with a regular expression, which takes three times as long as Python."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.backends.signals import connection_created

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


def read_fast(*, connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Each new connection's moments, for this one alone: `connection_created`."""
    if connection.vendor == "postgresql":
        connection.connection.adapters.register_loader("timestamptz", loader())


def begin() -> None:
    connection_created.connect(read_fast, dispatch_uid="config.timestamps")


def loader() -> type:
    """PostgreSQL writes ISO 8601; what is no date of Python's (infinity, before Christ) is left to the driver."""
    from django.db.backends.postgresql.psycopg_any import BaseTzLoader  # needs its driver

    class UtcLoader(BaseTzLoader):
        timezone = UTC  # as Django asks it

        def load(self, data: bytes | bytearray | memoryview) -> datetime:
            try:
                return datetime.fromisoformat(str(data, "ascii"))
            except ValueError:
                return super().load(data)

    return UtcLoader
