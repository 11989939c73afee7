"""Lives through the past: inside `at(moment)`, Django's clock stands at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import Any

from django.utils import timezone


class _AnyDatetime(type):
    """Django asks `isinstance(value, datetime)` of values that never saw the stopped clock."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, datetime)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The class is replaced that `timezone.now` asks, not the function: fields keep the function as their default."""

    class Stopped(datetime, metaclass=_AnyDatetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    before = timezone.datetime  # type: ignore[attr-defined]
    timezone.datetime = Stopped  # type: ignore[attr-defined]
    try:
        yield
    finally:
        timezone.datetime = before  # type: ignore[attr-defined]
