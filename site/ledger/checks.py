"""Said by `manage.py check --database default` while the database does not protect what it should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.checks import Error

from ledger import triggers

_is_migrating: ContextVar[bool] = ContextVar("is_migrating", default=False)


@contextmanager
def before_migrating() -> Iterator[None]:
    """Django checks before it migrates: an absent trigger must not stop the command that puts it back."""
    token = _is_migrating.set(True)
    try:
        yield
    finally:
        _is_migrating.reset(token)


def every_trigger_is_there(databases: Sequence[str] | None = None, **kwargs: Any) -> list[Error]:
    if _is_migrating.get():
        return []
    return [
        Error(
            f"The trigger {guard.name} on {guard.table} is absent or switched off: {guard.because}.",
            hint="Run manage.py migrate: it puts every trigger back.",
            id="ledger.E001",
        )
        for using in databases or ()
        for guard in triggers.absent(using)
    ]
