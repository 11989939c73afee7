"""The number of the request that something began with: kept with the message, and taken up by the task."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django_guid.context import guid
from django_guid.utils import generate_guid

_in_hand: ContextVar[int] = ContextVar("message_in_hand", default=0)


def request_id() -> str:
    """Of the request, or of the run of the clock, that is being worked on; empty outside of both."""
    return guid.get() or ""


@contextmanager
def as_part_of(number: str = "") -> Iterator[str]:
    """What happens within carries this number; a new one where there is none."""
    number = number or generate_guid()
    token = guid.set(number)
    try:
        yield number
    finally:
        guid.reset(token)


def message_in_hand() -> int:
    """The row of the outbox that is being sent; 0 outside of that."""
    return _in_hand.get()


@contextmanager
def taken_in_hand(row: int) -> Iterator[None]:
    token = _in_hand.set(row)
    try:
        yield
    finally:
        _in_hand.reset(token)
