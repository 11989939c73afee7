import os
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError

from config import tasks
from config.models import Heartbeat
from config.tasks import run_command
from config.turnstile import EXPIRY, turnstile


@pytest.fixture(autouse=True)
def folder_of_its_own(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def ran(monkeypatch):
    names = []
    monkeypatch.setattr(tasks, "call_command", lambda name, **options: names.append(name))
    return names


def test_the_clock_runs_what_is_on_its_list(ran):
    run_command("relay_outbox")
    assert ran == ["relay_outbox"]


@pytest.mark.parametrize("name", ["flush", "shell", "relay_outbox; flush", ""])
def test_anything_else_in_the_queue_is_refused(ran, name):
    with pytest.raises(ValueError, match="not a command"):
        run_command(name)
    assert ran == []


def test_every_name_on_the_list_is_a_command_of_ours(settings):
    from django.core.management import get_commands

    assert set(settings.CLOCK) <= set(get_commands())


def test_a_run_is_skipped_while_the_earlier_one_is_still_at_it(ran):
    with turnstile("relay_outbox"):
        run_command("relay_outbox")
    assert ran == []


def test_one_command_does_not_hold_up_another(ran):
    with turnstile("relay_outbox"):
        run_command("seal_ledger")
    assert ran == ["seal_ledger"]


def test_the_next_run_goes_through_when_the_earlier_one_has_ended(ran):
    for _ in range(2):
        run_command("relay_outbox")
    assert ran == ["relay_outbox"] * 2


def test_a_run_that_fails_leaves_the_way_free(monkeypatch, ran):
    with pytest.raises(ZeroDivisionError), turnstile("relay_outbox"):
        raise ZeroDivisionError
    run_command("relay_outbox")
    assert ran == ["relay_outbox"]


def test_a_run_that_hangs_holds_up_the_others_only_so_long(ran, settings):
    with turnstile("relay_outbox"):
        long_ago = time.time() - EXPIRY - 1
        os.utime(settings.VAR / "locks" / "relay_outbox", (long_ago, long_ago))
        run_command("relay_outbox")
    assert ran == ["relay_outbox"]


def test_a_killed_run_leaves_the_way_free_at_once(ran, settings):
    holder = (
        "import fcntl, os, sys, time;"
        "file = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT);"
        "fcntl.flock(file, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)"
    )
    (settings.VAR / "locks").mkdir()
    path = settings.VAR / "locks" / "relay_outbox"
    process = subprocess.Popen([sys.executable, "-c", holder, path], stdout=subprocess.PIPE)
    process.stdout.readline()
    run_command("relay_outbox")
    process.kill()
    process.communicate()
    run_command("relay_outbox")
    assert ran == ["relay_outbox"]


def test_a_sentence_from_a_command_is_written_down_and_does_not_stop_the_clock(monkeypatch, caplog):
    def refuse(name, **options):
        raise CommandError("The broker does not answer.")

    monkeypatch.setattr(tasks, "call_command", refuse)
    run_command("relay_outbox")
    assert "The broker does not answer." in caplog.text


@pytest.mark.django_db
def test_a_sign_of_life_is_one_row_however_often_it_is_given():
    for _ in range(2):
        run_command("beat_heartbeat")
    assert Heartbeat.objects.count() == 1
