"""The index follows the database, through crashes and through several hands at once."""

import threading

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import transaction

from search import actions, registry
from search.actions import drain, mark, rebuild
from search.engines.base import Narrowing
from search.models import IndexJob
from search.question import ask


@pytest.fixture
def total(index):
    return lambda text: index.find(ask(text), Narrowing(), order="relevance", page=1, size=10).total


def keys():
    return list(IndexJob.objects.values_list("key", flat=True))


def test_a_change_is_marked_once(make_notice):
    group = make_notice("الحافلات", is_indexed=False)
    group.save()
    assert keys() == [f"auth.group:{group.pk}"]


def test_a_change_that_is_taken_back_marks_nothing(make_notice):
    with transaction.atomic():
        make_notice("الحافلات", is_indexed=False)
        transaction.set_rollback(True)
    assert keys() == []


def test_a_change_of_something_related_marks_its_owners(make_notice):
    group, _ = make_notice("الحافلات"), make_notice("الملاعب")
    permission = Permission.objects.first()
    group.permissions.add(permission)
    permission.save()
    assert keys() == [f"auth.group:{group.pk}"]


def test_what_is_not_registered_marks_nothing(make_notice, citizen):
    assert keys() == []


def test_a_drain_indexes_what_is_marked_and_takes_the_mark_away(make_notice, total):
    make_notice("الملاعب")
    make_notice("الحافلات", is_indexed=False)
    assert (drain(), keys(), total("الحافلات")) == (1, [], 1)


def test_draining_twice_is_draining_once(make_notice, total):
    make_notice("الحافلات")
    assert (drain(), total("الحافلات")) == (0, 1)


def test_what_is_deleted_leaves_the_index(make_notice, total):
    make_notice("الحافلات").delete()
    drain()
    assert total("الحافلات") == 0


def test_what_its_builder_answers_none_for_leaves_the_index(make_notice, total, monkeypatch):
    group = make_notice("الحافلات")
    registration = registry.registration_of("auth.group:")
    monkeypatch.setitem(
        registry._registrations,
        "auth.group",
        registration.__class__(**registration.__dict__ | {"document": lambda group: None}),
    )
    group.save()
    drain()
    assert total("الحافلات") == 0


def test_a_crash_after_the_index_is_written_loses_nothing(make_notice, total, monkeypatch):
    make_notice("الملاعب")
    make_notice("الحافلات", is_indexed=False)
    monkeypatch.setattr("search.querysets.IndexJobQuerySet.done", lambda self, jobs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        drain()
    monkeypatch.undo()
    assert len(keys()) == 1
    assert total("الحافلات") == 1


def test_a_change_during_a_drain_stays_marked(make_notice, monkeypatch):
    make_notice("الملاعب")
    group = make_notice("الحافلات", is_indexed=False)
    writes = actions._write

    def write_and_change(built):
        writes(built)
        if not Group.objects.filter(name="renamed").exists():
            group.name = "renamed"
            group.save()

    monkeypatch.setattr(actions, "_write", write_and_change)
    assert drain() == 2


def test_a_text_that_cannot_be_built_holds_up_no_other(make_notice, board, total):
    make_notice("الملاعب")
    broken = make_notice("مكسور", is_indexed=False)
    board[broken.pk] = {"unknown": "field"}
    make_notice("الحافلات", is_indexed=False)
    for _ in range(2):
        with pytest.raises(TypeError):
            drain()
    assert (total("الحافلات"), keys()) == (1, [f"auth.group:{broken.pk}"])


def test_a_drain_leaves_the_work_to_another_that_is_at_it(make_notice, index):
    make_notice("الملاعب")
    make_notice("الحافلات", is_indexed=False)
    with index.writing(wait=False):
        assert (drain(), len(keys())) == (0, 1)


def test_a_lost_index_is_built_again(make_notice, total, settings):
    make_notice("الحافلات")
    for file in settings.SEARCH_INDEX_PATH.parent.glob("search.sqlite3*"):
        file.unlink()
    assert total("الحافلات") == 0
    drain()
    assert total("الحافلات") == 1


def test_a_damaged_index_is_built_again(make_notice, total, settings):
    make_notice("الحافلات")
    damaged = settings.SEARCH_INDEX_PATH.parent / "search.sqlite3.damaged"
    damaged.write_bytes(b"not a database at all" * 1000)
    settings.SEARCH_INDEX_PATH.unlink()
    settings.SEARCH_INDEX_PATH.symlink_to(damaged.name)
    drain()
    assert total("الحافلات") == 1


def test_an_index_of_another_analysis_is_built_again(make_notice, index, monkeypatch):
    make_notice("الحافلات")
    monkeypatch.setattr("search.engines.embedded.file.FINGERPRINT", "another")
    assert index.needs_rebuild()


def test_a_rebuild_holds_what_is_public_and_leaves_nothing_behind(make_notice, hold, settings, total):
    make_notice("الحافلات")
    hold(make_notice("الملاعب"))
    assert (rebuild(), total("الحافلات"), total("الملاعب")) == (1, 1, 0)
    generations = [file for file in settings.SEARCH_INDEX_PATH.parent.glob("search.sqlite3.????????????")]
    assert len(generations) == 1


def test_a_failed_rebuild_leaves_the_index_in_use(make_notice, board, total):
    make_notice("الحافلات")
    board[make_notice("مكسور", is_indexed=False).pk] = {"unknown": "field"}
    with pytest.raises(TypeError):
        rebuild()
    assert total("الحافلات") == 1


def test_a_question_in_flight_survives_a_rebuild(make_notice, index, total):
    from search.engines.embedded import file

    make_notice("الحافلات")
    with file.snapshot() as old:
        thread = threading.Thread(target=lambda: index.rebuild([]))
        thread.start()
        thread.join()
        held = old.execute("SELECT count(*) FROM document").fetchone()[0]
    assert (held, total("الحافلات")) == (1, 0)


def test_several_writers_at_once_lose_nothing(index, make_document, total):
    documents = [make_document(f"الحافلات رقم {number}") for number in range(40)]
    index.write([])
    threads = [
        threading.Thread(target=lambda part=part: [index.write([each]) for each in documents[part::4]])
        for part in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total("الحافلات") == 40


def test_changes_that_send_no_signal_are_marked_by_hand(make_notice):
    group = make_notice("الحافلات")
    mark([group])
    assert keys() == [f"auth.group:{group.pk}"]


def test_the_commands_say_what_they_did(make_notice, capsys):
    make_notice("الحافلات", is_indexed=False)
    call_command("rebuild_index")
    make_notice("المقاصف", is_indexed=False)
    call_command("update_index", "--wait")
    assert capsys.readouterr().out == "1 indexed\n1 indexed\n"


def test_what_a_rebuild_has_read_is_not_indexed_again(make_notice):
    make_notice("الحافلات", is_indexed=False)
    rebuild()
    assert drain() == 0


def test_what_was_taken_out_leaves_no_trace_on_the_disk(make_document, index, settings):
    index.rebuild([make_document(key="a:1", body_ar="استرلاب في المدرسة"), make_document(key="a:2")])
    index.write([make_document(key="a:3", body_ar="أجهزة الأسطرلاب")])
    assert traces(settings, "استرلاب", "اسطرلاب") == [True, True]
    index.write([], gone=["a:1", "a:3"])
    call_command("scrub_index")
    assert traces(settings, "استرلاب", "اسطرلاب") == [False, False]


def traces(settings, *words) -> list[bool]:
    """In any of its files: what was written a moment ago stands in the log first."""
    link = settings.SEARCH_INDEX_PATH
    held = b"".join(path.read_bytes() for path in link.parent.glob(f"{link.name}*") if path.is_file())
    return [word.encode() in held for word in words]


def test_what_is_still_there_is_found_after_the_traces_went(make_notice, total):
    make_notice("الحافلات")
    call_command("scrub_index")
    assert total("الحافلات") == 1
