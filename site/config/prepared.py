"""Queries whose SQL is written once in each process.

Django writes the SQL of a query anew for each request, and takes longer to write a wide one than the database to answer
it. `@prepared` keeps what it wrote and fills in other values. Only for the queries of the pages that are read most:

    @prepared
    def comments_in(discussions: list[int]) -> QuerySet[Comment]:
        return Comment.thread.filter(discussion__in=discussions)

    comments_in([3, 5])  # a list of comments

Whatever changes from one call to the next is an argument: a number, a string, a moment, or a list of numbers. What is
given by name is part of the query, such as how many rows it takes. Anything else that it holds, such as the time now,
would stay for ever what it was the first time.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import wraps
from itertools import count
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

Row = TypeVar("Row")
One = int | str | datetime
Value = One | Sequence[int]
# Stand where a value will: no key of a row is so far below nought, nothing happened so long ago.
FIRST_MARKER = -2_000_000_000
FIRST_MOMENT = datetime(1000, 1, 1, tzinfo=UTC)
# Of each query, how many shapes are kept: with lists of one, of two, of three …
SHAPES = 100


class Prepared:
    """The query of one shape on one kind of database."""

    def __init__(self, queryset: QuerySet[Any], marked: Mapping[Any, int]) -> None:
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(queryset.db)
        self.sql, self.params = self.compiler.as_sql()
        marked = {_adapted(marker): place for marker, place in marked.items()}
        self.places = [marked.get(param) for param in self.params]
        if missing := set(marked.values()) - set(self.places):
            raise ValueError(f"A prepared query changes its values before it asks: {sorted(missing)} of {self.sql}")

    def rows(self, values: Sequence[Any]) -> list[Any]:
        sent = [_adapted(value) for value in values]
        places = zip(self.params, self.places, strict=True)
        params = tuple(param if place is None else sent[place] for param, place in places)
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[self.queryset.db]  # each thread has its own
        compiler.as_sql = lambda *args, **kwargs: (self.sql, params)
        queryset = self.queryset.all()
        queryset.query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        with planned_once(compiler.connection):
            return list(queryset)


@contextmanager
def planned_once(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """PostgreSQL takes as long to plan such a query as to answer it: where `prepare_threshold` lets it, it keeps the
    plan with the connection. It can do so only for values that are sent apart from the query."""
    connection.ensure_connection()
    raw = connection.connection
    if getattr(raw, "prepare_threshold", None) is None:
        yield
        return
    from django.db.backends.postgresql.base import ServerBindingCursor  # needs its driver

    before, raw.cursor_factory = raw.cursor_factory, ServerBindingCursor
    try:
        yield
    finally:
        raw.cursor_factory = before


def prepared(build: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
    kept: dict[Any, Prepared] = {}

    @wraps(build)
    def ask(*values: Value, **fixed: Any) -> list[Any]:
        shape = _shape(values, fixed)
        known = kept.get(shape)
        if known is None:
            given, marked = _marked(values)
            try:
                known = Prepared(build(*given, **fixed), marked)
            except EmptyResultSet:  # a list without anything in it
                return []
            if len(kept) < SHAPES:
                kept[shape] = known
        return known.rows([each for value in values for each in _each(value)])

    return ask


def _each(value: Value) -> Sequence[One]:
    return [value] if isinstance(value, One) else value


def _adapted(value: One) -> Any:
    """As the query sends it: SQLite gets a moment as words."""
    if not isinstance(value, datetime):
        return value
    return connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value(value)


def _shape(values: Sequence[Value], fixed: Mapping[str, Any]) -> tuple[Any, ...]:
    lengths = (type(value) if isinstance(value, One) else len(value) for value in values)
    return (connections[DEFAULT_DB_ALIAS].vendor, *lengths, *fixed.items())


def _marked(values: Sequence[Value]) -> tuple[list[Any], dict[One, int]]:
    """A mark in place of each value, and which value each mark stands for."""
    marked: dict[One, int] = {}
    places = count()

    def mark(value: One) -> One:
        place = next(places)
        marker = _marker(value, place)
        marked[marker] = place
        return marker

    given = [mark(value) if isinstance(value, One) else [mark(each) for each in value] for value in values]
    return given, marked


def _marker(value: One, place: int) -> One:
    if isinstance(value, datetime):
        return FIRST_MOMENT + timedelta(days=place)
    return f"\ue000{place}\ue000" if isinstance(value, str) else FIRST_MARKER + place
