"""How each database spells a guard: the statements that make it, and what is there of them now."""

from __future__ import annotations

from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from .registry import PREFIX, Guard


class Dialect(Protocol):
    events: frozenset[str]

    def definition(self, guard: Guard) -> str: ...
    def present(self, cursor: CursorWrapper) -> dict[str, tuple[str, str]]: ...
    def create(self, cursor: CursorWrapper, guard: Guard) -> None: ...
    def drop(self, cursor: CursorWrapper, name: str, table: str) -> None: ...


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class SQLite:
    """RAISE(ABORT) arrives as IntegrityError. A DELETE that stands for TRUNCATE fires the row trigger."""

    events = frozenset({"INSERT", "UPDATE", "DELETE"})

    def definition(self, guard: Guard) -> str:
        when = f" WHEN {guard.when}" if guard.when else ""
        return (
            f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}" FOR EACH ROW{when}'
            f" BEGIN SELECT RAISE(ABORT, {quoted(guard.because)}); END"
        )

    def present(self, cursor: CursorWrapper) -> dict[str, tuple[str, str]]:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: (table, sql) for name, table, sql in cursor.fetchall() if name.startswith(PREFIX)}

    def create(self, cursor: CursorWrapper, guard: Guard) -> None:
        cursor.execute(f'DROP TRIGGER IF EXISTS "{guard.name}"')
        cursor.execute(self.definition(guard))

    def drop(self, cursor: CursorWrapper, name: str, table: str) -> None:
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')


class PostgreSQL:
    """A function for each guard holds its condition: a WHEN clause would forbid to alter the columns it names."""

    events = frozenset({"INSERT", "UPDATE", "DELETE", "TRUNCATE"})

    def definition(self, guard: Guard) -> str:
        refusal = f"RAISE EXCEPTION USING MESSAGE = {quoted(guard.because)}, ERRCODE = '23000';"
        if not guard.when:
            return f"BEGIN {refusal} END"
        passed = "OLD" if guard.event == "DELETE" else "NEW"
        return f"BEGIN IF {guard.when} THEN {refusal} END IF; RETURN {passed}; END"

    def present(self, cursor: CursorWrapper) -> dict[str, tuple[str, str]]:
        """Only what is switched on counts: DISABLE TRIGGER leaves the trigger where it is."""
        cursor.execute(
            """
            SELECT t.tgname, c.relname, p.prosrc
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND pg_table_is_visible(c.oid)
            """
        )
        return {name: (table, source) for name, table, source in cursor.fetchall() if name.startswith(PREFIX)}

    def create(self, cursor: CursorWrapper, guard: Guard) -> None:
        each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
        body = quoted(self.definition(guard))
        cursor.execute(f'CREATE OR REPLACE FUNCTION "{guard.name}"() RETURNS trigger LANGUAGE plpgsql AS {body}')
        cursor.execute(f'DROP TRIGGER IF EXISTS "{guard.name}" ON "{guard.table}"')
        cursor.execute(
            f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}"'
            f' FOR EACH {each} EXECUTE FUNCTION "{guard.name}"()'
        )

    def drop(self, cursor: CursorWrapper, name: str, table: str) -> None:
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"')
        cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"()')


def dialect_of(connection: BaseDatabaseWrapper) -> Dialect:
    dialects: dict[str, type[Dialect]] = {"sqlite": SQLite, "postgresql": PostgreSQL}
    return dialects[connection.vendor]()
