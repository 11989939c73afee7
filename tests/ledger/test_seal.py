import threading

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from ledger import log, merkle
from ledger.actions import SEALER_LOCK, append, seal
from ledger.models import Leaf, LedgerEntry, Node, Unsealed

pytestmark = pytest.mark.django_db


def write(count: int) -> list[LedgerEntry]:
    return [append(kind="test.made", subject=f"test:{number}", data={"number": number}) for number in range(count)]


def test_sealing_gives_entries_their_place_in_the_order_they_were_written():
    entries = write(5)
    assert seal() == 5
    assert list(Leaf.objects.values_list("position", "entry_id")) == [(n, e.pk) for n, e in enumerate(entries)]


def test_nothing_waits_after_sealing():
    write(3)
    seal()
    assert (seal(), Unsealed.objects.count()) == (0, 0)


def test_positions_go_on_where_the_last_sealing_stopped():
    write(3)
    seal()
    write(2)
    seal()
    assert list(Leaf.objects.values_list("position", flat=True)) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("batch", [1, 2, 3, 100])
def test_the_log_is_the_same_whatever_the_batches(batch):
    entries = write(11)
    seal(batch=batch)
    leaves = [merkle.leaf_hash(entry.body.encode()) for entry in entries]
    whole = merkle.grow({}, 0, leaves)
    stored = {(node.level, node.index): bytes.fromhex(node.hash) for node in Node.objects.all()}
    assert stored == {place: value for place, value in whole.items() if place[0]}


def test_an_entry_that_commits_after_a_later_one_is_sealed_too():
    """Two transactions: the first takes its number, the second commits before it."""
    slow, quick = write(2)
    waiting = Unsealed.objects.get(entry=slow)
    waiting.delete()
    seal()
    Unsealed.objects.create(entry=slow)
    seal()
    assert list(Leaf.objects.values_list("entry_id", flat=True)) == [quick.pk, slow.pk]


def test_the_root_and_proofs_come_from_stored_subtrees():
    entries = write(13)
    seal()
    proof = log.inclusion_proof(6, 13)
    assert merkle.is_included(merkle.leaf_hash(entries[6].body.encode()), 6, 13, proof, log.root())
    assert merkle.is_consistent(5, 13, log.root(5), log.root(), log.consistency_proof(5, 13))


def test_sealing_asks_the_same_number_of_queries_however_long_the_log():
    counts = []
    for already_sealed in (7, 201):  # odd sizes both: an even one has no lonely leaf to read
        write(already_sealed)
        seal()
        write(3)
        with CaptureQueriesContext(connection) as queries:
            seal()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_proof_takes_two_queries(django_assert_max_num_queries):
    write(21)
    seal()
    with django_assert_max_num_queries(2):
        log.inclusion_proof(17, 21)


def test_the_command_says_how_many_it_sealed(capsys):
    write(2)
    call_command("seal_ledger")
    call_command("seal_ledger")
    assert capsys.readouterr().out == "sealed: 2\n"


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_seal_each_entry_once():
    entries = write(40)
    start = threading.Barrier(3)

    def work() -> None:
        try:
            start.wait()
            seal(batch=5)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal()
    assert list(Leaf.objects.values_list("entry_id", flat=True)) == [entry.pk for entry in entries]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_sealer_leaves_the_work_to_the_one_that_is_at_it():
    write(1)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [SEALER_LOCK])
            assert seal() == 0
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SEALER_LOCK])
    finally:
        other.close()
    assert seal() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_decision_does_not_wait_for_the_sealer():
    """The entry of another transaction is written and committed while a sealer holds everything it holds."""
    write(3)
    written = threading.Event()

    def decide() -> None:
        try:
            append(kind="test.made", subject="test:later", data={})
            written.set()
        finally:
            connections.close_all()

    with transaction.atomic():
        seal()
        thread = threading.Thread(target=decide)
        thread.start()
        assert written.wait(5)
    thread.join()
    assert (seal(), log.size()) == (1, 4)
