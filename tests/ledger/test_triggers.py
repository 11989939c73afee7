import io

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction

from accounts.models import Party
from ledger import triggers
from ledger.models import LedgerEntry
from ledger.triggers.dialects import dialect_of
from ledger.triggers.registry import Guard

pytestmark = pytest.mark.django_db


def write_entry() -> LedgerEntry:
    return LedgerEntry.objects.create(kind="test.made", subject="test:1", body="{}")


def sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def installed() -> set[str]:
    with connection.cursor() as cursor:
        return set(dialect_of(connection).present(cursor))


def drop(name: str, table: str) -> None:
    with connection.cursor() as cursor:
        dialect_of(connection).drop(cursor, name, table)


def test_a_frozen_row_refuses_a_raw_update():
    write_entry()
    with pytest.raises(IntegrityError, match="ledger_ledgerentry are frozen"):
        sql("UPDATE ledger_ledgerentry SET kind = 'other'")


def test_a_frozen_row_refuses_a_raw_delete():
    write_entry()
    with pytest.raises(IntegrityError, match="ledger_ledgerentry are frozen"):
        sql("DELETE FROM ledger_ledgerentry")


def test_a_frozen_row_refuses_to_be_saved_again():
    entry = write_entry()
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()


def test_a_kept_row_can_be_changed():
    party = Party.objects.create(name="سالم")
    party.name = "سالم بن سعيد"
    party.save()
    assert Party.objects.get().name == "سالم بن سعيد"


def test_a_kept_row_refuses_delete():
    Party.objects.create(name="سالم")
    with pytest.raises(IntegrityError, match="accounts_party are never deleted"), transaction.atomic():
        Party.objects.all().delete()


def test_replacing_a_row_does_not_get_around_its_triggers():
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    entry = write_entry()
    with pytest.raises(IntegrityError):
        sql(
            "INSERT OR REPLACE INTO ledger_ledgerentry (id, kind, subject, body, written_at) "
            "VALUES (%s, 'other', 'test:1', '{}', '2026-01-01')",
            entry.pk,
        )


@pytest.mark.postgres
def test_postgresql_refuses_to_truncate_a_frozen_table():
    with pytest.raises(IntegrityError, match="ledger_ledgerentry are frozen"):
        sql("TRUNCATE ledger_ledgerentry CASCADE")


def test_a_second_installation_changes_nothing():
    before = installed()
    triggers.install()
    assert installed() == before
    assert not triggers.absent()


def test_the_check_names_an_absent_trigger():
    drop("guard_accounts_party_delete", "accounts_party")
    with pytest.raises(CommandError, match="guard_accounts_party_delete on accounts_party is absent"):
        call_command("check", databases=["default"], stderr=io.StringIO())


def test_the_check_names_a_trigger_that_lets_more_through_than_it_should():
    name, table = "guard_contributions_textversion_update", "contributions_textversion"
    drop(name, table)
    with connection.cursor() as cursor:
        dialect_of(connection).create(cursor, Guard(table, name, "UPDATE", "weaker", "OLD.number > 5"))
    assert [guard.name for guard in triggers.absent()] == [name]


@pytest.mark.postgres
def test_postgresql_takes_a_disabled_trigger_for_absent():
    sql("ALTER TABLE accounts_party DISABLE TRIGGER guard_accounts_party_delete")
    assert [guard.name for guard in triggers.absent()] == ["guard_accounts_party_delete"]


def test_an_absent_trigger_is_put_back_by_the_next_migrate():
    drop("guard_accounts_party_delete", "accounts_party")
    call_command("migrate", verbosity=0, skip_checks=False)
    assert "guard_accounts_party_delete" in installed()


def test_a_trigger_that_nobody_registers_any_more_is_dropped():
    with connection.cursor() as cursor:
        dialect_of(connection).create(
            cursor, Guard("accounts_party", "guard_accounts_party_old_update", "UPDATE", "an old rule")
        )
    triggers.install()
    assert "guard_accounts_party_old_update" not in installed()


def test_triggers_are_lifted_for_the_harness_and_come_back():
    write_entry()
    with triggers.lifted():
        LedgerEntry.objects.all().delete()
    assert not LedgerEntry.objects.exists()
    assert not triggers.absent()


@pytest.mark.django_db(transaction=True)
def test_altering_a_column_loses_no_trigger():
    """SQLite makes the table anew for it, without its triggers; what runs after every migrate puts them back."""
    name, widened = Party._meta.get_field("name"), models.CharField(max_length=151)
    widened.set_attributes_from_name("name")
    with connection.schema_editor() as editor:
        editor.alter_field(Party, name, widened)
    with connection.schema_editor() as editor:
        editor.alter_field(Party, widened, name)
    call_command("migrate", verbosity=0)
    assert not triggers.absent()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_test_leaves_the_rows_that_migrations_made():
    from wagtail.models import Page

    write_entry()
    assert Page.objects.filter(depth=1).exists()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_test_begins_without_the_rows_of_the_one_before():
    from wagtail.models import Page

    assert not LedgerEntry.objects.exists()
    assert Page.objects.filter(depth=1).exists()


def test_a_guard_does_not_name_a_field_that_is_not_there():
    with pytest.raises(ValueError, match="has no colour"):
        triggers.keep("contributions.Discussion", changing=["colour"])
