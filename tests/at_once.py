"""Two people who act in the same second, each in a transaction and on a connection of their own.

Somebody is a generator: up to its `yield` they look, and after it they act. So everybody acts on what they saw before
the others had acted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from django.core.exceptions import PermissionDenied
from django.db import connections, transaction

from workflow.errors import IllegalStep

Somebody = Iterator[None]
ACTED, TOLD = "acted", "told"
PATIENCE = 20  # seconds
# Long enough for whoever is second to reach the row that the first has locked; without a lock they are through by then.
STILL_OPEN = 0.7


def one_then_other(first: Somebody, second: Somebody) -> tuple[str, str]:
    """The second acts while the transaction in which the first has acted is still open."""
    looked, acted, through = Barrier(2), Event(), Event()

    def begin() -> str:
        next(first)
        looked.wait(PATIENCE)
        try:
            with transaction.atomic():
                outcome = _outcome(first)
                acted.set()
                through.wait(STILL_OPEN)
            return outcome
        finally:
            acted.set()

    def follow() -> str:
        next(second)
        looked.wait(PATIENCE)
        acted.wait(PATIENCE)
        try:
            return _outcome(second)
        finally:
            through.set()

    one, other = _side_by_side(begin, follow)
    return one, other


def at_once(*everybody: Somebody) -> list[str]:
    """All of them begin to act at the same moment, and nobody knows who is first: none may wait for ever."""
    looked = Barrier(len(everybody))

    def act(somebody: Somebody) -> Callable[[], str]:
        def begin() -> str:
            next(somebody)
            looked.wait(PATIENCE)
            return _outcome(somebody)

        return begin

    return sorted(_side_by_side(*map(act, everybody)))


def _outcome(somebody: Somebody) -> str:
    try:
        next(somebody, None)
    except (IllegalStep, PermissionDenied):
        return TOLD
    return ACTED


def _side_by_side(*acts: Callable[[], str]) -> list[str]:
    with ThreadPoolExecutor(len(acts)) as pool:
        running = [pool.submit(_alone, act) for act in acts]
        return [each.result(3 * PATIENCE) for each in running]


def _alone(act: Callable[[], str]) -> str:
    try:
        return act()
    finally:
        connections.close_all()
