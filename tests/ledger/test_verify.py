import pytest
from django.core.management import CommandError, call_command

from ledger import log, triggers
from ledger.actions import append, seal
from ledger.models import Leaf, LedgerEntry, Node, Unsealed
from ledger.verification import WrongLedger, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> list[LedgerEntry]:
    """Eleven sealed entries."""
    written = [append(kind="test.made", subject=f"test:{number}", data={"number": number}) for number in range(11)]
    seal()
    return written


def test_the_command_says_that_the_log_holds(entries, capsys):
    append(kind="test.made", subject="test:later", data={})
    call_command("verify_ledger")
    assert capsys.readouterr().out == f"holds: 11 entries, root {log.root().hex()}\nnot yet sealed: 1\n"


def test_an_empty_log_holds():
    assert verify().size == 0


def test_the_log_holds_over_many_chunks(entries, monkeypatch):
    monkeypatch.setattr("ledger.verification.CHUNK", 3)
    assert verify().root == log.root()


def test_the_command_fails_on_a_log_that_does_not_hold(entries):
    with triggers.lifted():
        Leaf.objects.filter(position=3).update(hash="0" * 64)
    with pytest.raises(CommandError, match="does not hold: position 3"):
        call_command("verify_ledger")


@pytest.mark.parametrize("position", [0, 5, 9])
def test_a_rewritten_entry_is_named(entries, position):
    entry = entries[position]
    with triggers.lifted():
        LedgerEntry.objects.filter(pk=entry.pk).update(body=entry.body.replace("test.made", "test.left"))
    with pytest.raises(WrongLedger, match=f"position {position}, entry {entry.pk}: the entry was rewritten"):
        verify()


@pytest.mark.parametrize("position", [0, 5, 9])
def test_a_rewritten_leaf_is_named(entries, position):
    with triggers.lifted():
        Leaf.objects.filter(position=position).update(hash="ab" * 32)
    with pytest.raises(WrongLedger, match=f"position {position}, entry {entries[position].pk}: the leaf was"):
        verify()


def test_the_last_entry_and_its_leaf_are_named_together_while_nothing_stands_above_them(entries):
    with triggers.lifted():
        Leaf.objects.filter(position=10).update(hash="ab" * 32)
    with pytest.raises(WrongLedger, match=f"position 10, entry {entries[10].pk}: the entry or its leaf"):
        verify()


@pytest.mark.parametrize(("level", "index", "covers"), [(1, 2, "4 to 5"), (2, 1, "4 to 7"), (3, 0, "0 to 7")])
def test_a_rewritten_node_is_named(entries, level, index, covers):
    with triggers.lifted():
        Node.objects.filter(level=level, index=index).update(hash="ab" * 32)
    with pytest.raises(WrongLedger, match=rf"node \({level}, {index}\) over positions {covers} is not the hash"):
        verify()


def test_an_entry_rewritten_together_with_its_leaf_shows_in_the_node_above(entries):
    forged = append(kind="test.made", subject="test:forged", data={})
    seal()
    leaf = forged.leaf
    with triggers.lifted():
        LedgerEntry.objects.filter(pk=entries[4].pk).update(
            body=forged.body, subject=forged.subject, written_at=forged.written_at
        )
        Leaf.objects.filter(position=4).update(hash=leaf.hash)
    with pytest.raises(WrongLedger, match=r"node \(1, 2\) over positions 4 to 5"):
        verify()


def test_a_column_that_differs_from_what_was_sealed_is_named(entries):
    with triggers.lifted():
        LedgerEntry.objects.filter(pk=entries[2].pk).update(subject="test:other")
    with pytest.raises(WrongLedger, match=f"position 2, entry {entries[2].pk}: its columns differ"):
        verify()


def test_a_gap_is_named(entries):
    with triggers.lifted():
        Leaf.objects.filter(position=6).delete()
    with pytest.raises(WrongLedger, match="position 6: the leaf or its entry is missing"):
        verify()


def test_a_missing_node_is_named(entries):
    with triggers.lifted():
        Node.objects.filter(level=2, index=1).delete()
    with pytest.raises(WrongLedger, match=r"node \(2, 1\) over positions 4 to 7 is missing"):
        verify()


def test_an_end_that_was_cut_off_is_noticed(entries):
    with triggers.lifted():
        Leaf.objects.filter(position__gte=9).delete()
    with pytest.raises(WrongLedger, match=r"node \(1, 4\) lies beyond the 9 sealed entries"):
        verify()


def test_an_entry_that_will_never_be_sealed_is_noticed(entries):
    lost = append(kind="test.made", subject="test:lost", data={})
    Unsealed.objects.get(entry=lost).delete()
    with pytest.raises(WrongLedger, match=f"entry {lost.pk} is neither sealed nor waiting"):
        verify()


def test_a_log_that_grew_still_begins_with_the_root_that_was_kept(entries):
    kept = log.root().hex()
    append(kind="test.made", subject="test:later", data={})
    seal()
    call_command("verify_ledger", "--size", "11", "--root", kept)


def test_a_log_rewritten_from_top_to_bottom_differs_from_the_root_that_was_kept(entries):
    """An insider with all the time in the world leaves a log that is consistent in itself."""
    kept = log.root().hex()
    with triggers.lifted():
        Leaf.objects.all().delete()
        Node.objects.all().delete()
        Unsealed.objects.bulk_create(Unsealed(entry=entry) for entry in entries[1:])
        LedgerEntry.objects.filter(pk=entries[0].pk).delete()
    append(kind="test.made", subject="test:forged", data={})
    seal()
    call_command("verify_ledger")
    with pytest.raises(CommandError, match="its first 11 entries are not those of the root given"):
        call_command("verify_ledger", "--size", "11", "--root", kept)


def test_a_log_that_became_shorter_is_noticed(entries):
    with pytest.raises(CommandError, match="it has 11 entries, fewer than the 12"):
        call_command("verify_ledger", "--size", "12", "--root", "00" * 32)


@pytest.mark.parametrize("typed", [["--size", "3"], ["--root", "00" * 32], ["--size", "3", "--root", "00"]])
def test_half_a_checkpoint_is_refused(entries, typed):
    with pytest.raises(CommandError, match=r"together|invalid"):
        call_command("verify_ledger", *typed)
