"""A moment out of PostgreSQL is the moment that went in, however it was read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from psycopg import DataError
from psycopg.postgres import types

from config.timestamps import loader

WRITTEN = {
    b"2026-11-23 08:29:43+00": datetime(2026, 11, 23, 8, 29, 43, tzinfo=UTC),
    b"2026-11-23 08:29:43.5+00": datetime(2026, 11, 23, 8, 29, 43, 500000, tzinfo=UTC),
    b"2026-11-23 08:29:43.47988+00": datetime(2026, 11, 23, 8, 29, 43, 479880, tzinfo=UTC),
    b"0001-01-01 00:00:00+00": datetime(1, 1, 1, tzinfo=UTC),
}
NO_DATES = (b"infinity", b"0044-03-15 12:00:00+00 BC")


@pytest.mark.parametrize("written", WRITTEN, ids=[each.decode() for each in WRITTEN])
def test_a_moment_is_read_as_it_was_written(written):
    read = loader()(types["timestamptz"].oid).load(written)
    assert (read, read.tzinfo) == (WRITTEN[written], UTC)


@pytest.mark.parametrize("written", NO_DATES, ids=[each.decode() for each in NO_DATES])
def test_what_is_no_date_is_refused_as_the_driver_refuses_it(written):
    with pytest.raises(DataError):
        loader()(types["timestamptz"].oid).load(written)


@pytest.mark.django_db
@pytest.mark.postgres
def test_each_connection_reads_them_so():
    asked = "SELECT '2026-11-23 12:29:43.25+04'::timestamptz"
    with connection.cursor() as cursor:
        assert cursor.connection.adapters.get_loader(types["timestamptz"].oid, 0).__name__ == "UtcLoader"
        assert cursor.execute(asked).fetchone() == (datetime(2026, 11, 23, 8, 29, 43, 250000, tzinfo=UTC),)
