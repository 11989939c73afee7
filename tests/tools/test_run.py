"""What `make run` says to a machine that cannot run it, and that nothing it started is left behind."""

import contextlib
import errno
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections import namedtuple
from pathlib import Path

import pytest

from tools import machine, packages, run
from tools.machine import ROOT, Refusal

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    return tmp_path


def test_another_python_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 12, 1))
    with pytest.raises(Refusal, match=r"needs Python 3\.11; this is 3\.12"):
        machine.refuse_wrong_python()


def test_a_port_in_use_is_named_with_another_that_may_be_free():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=f"Port {port} is in use.*PORT="):
            run.refuse_taken_port(port)


@pytest.mark.parametrize("text", ["http", "-1", "0", "65536", "80.5"])
def test_a_port_is_a_number(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(Refusal, match="write a number"):
        run.chosen_port()


@pytest.mark.parametrize(("text", "port"), [("", 8000), ("8001", 8001)])
def test_the_port_is_8000_unless_another_is_named(monkeypatch, text, port):
    monkeypatch.setenv("PORT", text)
    assert run.chosen_port() == port


def test_a_full_disk_is_told_how_much_is_needed(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**9, 10**9, 3 * machine.MEGABYTE))
    with pytest.raises(Refusal, match="The disk is full: 3 MB are free"):
        machine.refuse_full_disk(60)


def test_a_disk_that_fills_up_meanwhile_is_a_sentence_too():
    assert "The disk is full" in run.what_the_system_said(OSError(errno.ENOSPC, "No space left on device"))


def test_a_folder_that_may_not_be_written_to_is_named():
    assert "/proc/x" in run.what_the_system_said(OSError(errno.EACCES, "Permission denied", "/proc/x"))


def test_a_python_without_venv_is_told_what_to_install(monkeypatch, own_folder):
    monkeypatch.setattr(packages, "VENV", own_folder / ".venv")
    monkeypatch.setattr(packages.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Refusal, match=r"python3\.11-venv"):
        packages._make_environment()


def test_an_environment_that_was_moved_does_not_count(monkeypatch, own_folder):
    monkeypatch.setattr(packages, "PYTHON", own_folder / "no" / "python")
    assert not packages._works()


def test_another_version_of_a_package_is_another_stamp(monkeypatch, own_folder):
    monkeypatch.setattr(packages, "ROOT", own_folder)
    (own_folder / "requirements.txt").write_text("Django==5.2.18\n")
    before = packages._stamp(packages.RUNNING)
    (own_folder / "requirements.txt").write_text("Django==5.2.19\n")
    assert packages._stamp(packages.RUNNING) != before


def test_a_command_that_fails_shows_the_end_of_what_it_said():
    complain = [sys.executable, "-c", "import sys; print('no such package'); sys.exit(1)"]
    with pytest.raises(Refusal, match="(?s)could not be installed.*no such package"):
        packages._run(complain, "The packages could not be installed.")


def test_one_folder_serves_one_run_at_a_time():
    with run.only_one(), pytest.raises(Refusal, match="already running"), run.only_one():
        pass


def test_our_children_keep_byte_code_and_find_their_own_packages(monkeypatch):
    for name in machine.NOT_HANDED_ON:
        monkeypatch.setenv(name, "1")
    assert not set(machine.NOT_HANDED_ON) & set(machine.environment())


SUPERVISOR = """
    import sys, time
    from pathlib import Path
    from tools.supervisor import Child, Stopped, listen_for_the_end, together, watch
    from tools.machine import Refusal

    folder = Path(sys.argv[1])
    # A child with a child of its own, and one that does not listen.
    CODE = "import subprocess, sys, time; subprocess.Popen(['sleep', '60']); {first}; time.sleep({seconds})"
    DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"

    def child(name, first="pass", seconds=60):
        code = CODE.format(first=first, seconds=seconds)
        return lambda: Child(name, [sys.executable, "-c", code], {}, folder)

    listen_for_the_end()
    try:
        with together([child("web"), child("worker", DEAF), child("clock", seconds=SECONDS)]) as children:
            time.sleep(1)
            (folder / "groups").write_text(" ".join(str(child.process.pid) for child in children))
            watch(children)
    except Stopped:
        sys.exit(0)
    except Refusal as refusal:
        sys.exit(str(refusal))
"""


@pytest.fixture
def supervise(own_folder):
    def start(clock_lives=60):
        code = "import tools.supervisor as s; s.PATIENCE = 1\n" + textwrap.dedent(SUPERVISOR)
        process = subprocess.Popen(
            [sys.executable, "-c", code.replace("SECONDS", str(clock_lives)), own_folder],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        groups = own_folder / "groups"
        while not groups.exists() and process.poll() is None:
            time.sleep(0.05)
        return process, [int(group) for group in groups.read_text().split()]

    return start


def is_empty(group):
    """Nobody of the group runs; the dead whom init has not buried yet do not count."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            state, _parent, process_group = file.read_text().rpartition(")")[2].split()[:3]
            if int(process_group) == group and state != "Z":
                return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_when_told_to_end_it_ends_everything_it_started(supervise, number):
    process, groups = supervise()
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert all(is_empty(group) for group in groups)


def test_when_one_child_ends_by_itself_the_others_end_and_it_is_named(supervise):
    process, groups = supervise(clock_lives=2)
    said = process.communicate(timeout=20)[1]
    assert "clock ended by itself" in said
    assert all(is_empty(group) for group in groups)
