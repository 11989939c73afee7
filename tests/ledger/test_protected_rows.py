"""Each row that holds somebody's words, or a decision: whoever tries to delete or rewrite it fails."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from contributions.models import Comment
from ledger import triggers
from tests.rows import make_row

pytestmark = pytest.mark.django_db


def tables(event: str) -> list[str]:
    found = {guard.table for guard in triggers.guards() if guard.event == event and guard.name.endswith(_always(guard))}
    return sorted(found)


def _always(guard: triggers.Guard) -> str:
    """The name of a guard that keeps or freezes the whole table, and not only some of its rows."""
    return f"guard_{guard.table}_{guard.event.lower()}"


KEPT, FROZEN = tables("DELETE"), tables("UPDATE")
MODELS = {model._meta.db_table: model for model in apps.get_models()} | {
    "django_comments": Comment,
    "django_comments_xtd_xtdcomment": Comment,
}


def row_in(table: str) -> Any:
    return make_row(MODELS[table])


def key_of(table: str, row: Any) -> tuple[str, Any]:
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    return model._meta.pk.column, row.pk


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return cursor.fetchone()[0]


def test_every_room_that_holds_words_or_decisions_is_protected():
    expected = {"accounts_party", "contributions_textversion", "django_comments", "ledger_leaf", "workflow_step"}
    assert expected <= set(KEPT)


@pytest.mark.parametrize("table", KEPT)
def test_a_raw_delete_is_refused(table):
    column, key = key_of(table, row_in(table))
    with pytest.raises(IntegrityError, match=table), transaction.atomic():
        sql(f"DELETE FROM {table} WHERE {column} = %s", key)


@pytest.mark.parametrize("table", KEPT)
def test_the_orm_cannot_delete_it(table):
    row = row_in(table)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.delete()


@pytest.mark.parametrize("table", KEPT)
def test_a_queryset_cannot_delete_it(table):
    row = row_in(table)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).delete()


@pytest.mark.parametrize("table", FROZEN)
def test_a_raw_update_of_a_frozen_row_is_refused(table):
    column, key = key_of(table, row_in(table))
    with pytest.raises(IntegrityError, match=f"{table} are frozen"), transaction.atomic():
        sql(f"UPDATE {table} SET {column} = {column} WHERE {column} = %s", key)


@pytest.mark.parametrize("table", FROZEN)
def test_the_orm_cannot_save_a_frozen_row_again(table):
    row = row_in(table)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.django_db(transaction=True)
def test_no_raw_statement_that_commits_gets_through():
    """Without a transaction around it, as somebody at a database console would: each statement commits by itself."""
    rows = {table: row_in(table) for table in KEPT}
    before = {table: count(table) for table in KEPT}
    passed = []
    for table, row in rows.items():
        column, key = key_of(table, row)
        attempts = [f"DELETE FROM {table} WHERE {column} = %s"]
        if table in FROZEN:
            attempts.append(f"UPDATE {table} SET {column} = {column} WHERE {column} = %s")
        for statement in attempts:
            try:
                sql(statement, key)
            except IntegrityError:
                continue
            passed.append(statement)
    assert (passed, {table: count(table) for table in KEPT}) == ([], before)


@pytest.mark.postgres
@pytest.mark.parametrize("table", KEPT)
def test_postgresql_refuses_to_truncate_it(table):
    with pytest.raises(IntegrityError), transaction.atomic():
        sql(f"TRUNCATE {table} CASCADE")
