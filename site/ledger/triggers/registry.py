"""What is protected, and in which way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.apps import apps
from django.db import models

PREFIX = "guard_"
LONGEST_NAME = 63  # PostgreSQL cuts longer ones

FROZEN = "rows of {table} are frozen: a change is a new row"
KEPT = "rows of {table} are never deleted"
FACTS = "a row of {table} keeps what it was made with"


@dataclass(frozen=True)
class Guard:
    """One trigger: an event that this table refuses, always or while `when` (SQL over OLD and NEW) is true."""

    table: str
    name: str
    event: str
    because: str
    when: str = ""


_guards: dict[str, Guard] = {}


def guards() -> list[Guard]:
    return list(_guards.values())


def freeze(label: str, *, unless: str = "", changing: Iterable[str] = ()) -> None:
    """Refuse DELETE and UPDATE. `unless` lets one kind of UPDATE through, which may touch the fields `changing`."""
    model = apps.get_model(label)
    table = model._meta.db_table
    when = f"({_allowed(model, unless, changing)}) IS NOT TRUE" if unless else ""
    _refuse_removal(table, FROZEN)
    _register(Guard(table, f"{PREFIX}{table}_update", "UPDATE", FROZEN.format(table=table), when))


def keep(
    label: str,
    *,
    changing: Iterable[str] | None = None,
    unless: str = "",
    erasing: Iterable[str] = (),
    also: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> None:
    """Refuse DELETE, and where `changing` names fields, every UPDATE that changes another one. `unless` lets one kind
    of UPDATE through all the same, which may touch the fields `erasing` and no other; `also` are further kinds."""
    model = apps.get_model(label)
    table = model._meta.db_table
    keep_table(table)
    if changing is not None:
        changed = f"({_unchanged_but(model, changing)}) IS NOT TRUE"
        for condition, fields in {unless: erasing, **also}.items():
            if condition:
                changed += f" AND ({_allowed(model, condition, fields)}) IS NOT TRUE"
        _register(Guard(table, f"{PREFIX}{table}_facts_update", "UPDATE", FACTS.format(table=table), changed))


def keep_table(table: str) -> None:
    """Refuse DELETE in a table that is not ours."""
    _refuse_removal(table, KEPT)


def refuse(*, table: str, name: str, when: str, because: str, on: Iterable[str] = ("INSERT", "UPDATE")) -> None:
    """Refuse these events while `when` is true. In a DELETE there is only OLD, in an INSERT only NEW."""
    for event in on:
        _register(Guard(table, f"{PREFIX}{table}_{name}_{event.lower()}", event, because, when))


def _refuse_removal(table: str, because: str) -> None:
    for event in ("DELETE", "TRUNCATE"):
        _register(Guard(table, f"{PREFIX}{table}_{event.lower()}", event, because.format(table=table)))


def _register(guard: Guard) -> None:
    if len(guard.name) > LONGEST_NAME:
        raise ValueError(f"{guard.name} is longer than {LONGEST_NAME} characters")
    if _guards.setdefault(guard.name, guard) != guard:
        raise ValueError(f"{guard.name} is registered twice, differently")


def _allowed(model: type[models.Model], unless: str, changing: Iterable[str]) -> str:
    """The condition, and that nothing else changes where it says what may."""
    free = list(changing)
    return f"({unless}) AND {_unchanged_but(model, free)}" if free else f"({unless})"


def _unchanged_but(model: type[models.Model], free: Iterable[str]) -> str:
    """That every column that is not named stays as it was, also one added later."""
    fields = {field.name: str(field.column) for field in model._meta.local_concrete_fields}
    named = set(free)
    if unknown := named - fields.keys():
        raise ValueError(f"{model._meta.label} has no {', '.join(sorted(unknown))}")
    return " AND ".join(_unchanged(column) for name, column in fields.items() if name not in named)


def _unchanged(column: str) -> str:
    # Both databases, and SQLite before 3.39, understand this spelling of IS NOT DISTINCT FROM.
    return f'(OLD."{column}" = NEW."{column}" OR (OLD."{column}" IS NULL AND NEW."{column}" IS NULL))'
