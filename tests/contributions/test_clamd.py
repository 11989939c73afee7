"""Asking a virus scanner, over a real socket."""

from __future__ import annotations

import socket
import threading

import pytest

from contributions import clamd
from tests.clamd import scanner
from tests.made_files import EICAR


@pytest.fixture
def path(tmp_path, settings):
    settings.CLAMD, settings.CLAMD_SECONDS = str(tmp_path / "clamd.ctl"), 2
    return tmp_path / "clamd.ctl"


def test_what_is_clean_has_no_virus(path):
    with scanner(path):
        assert clamd.scan([b"words"]) == ""


def test_a_virus_is_named(path):
    with scanner(path):
        assert clamd.scan([b"before ", EICAR.encode()]) == "Eicar-Test-Signature"


def test_every_piece_arrives_in_its_order(path):
    pieces = [b"a" * 300_000, b"", b"b" * 10]
    with scanner(path) as asked:
        clamd.scan(pieces)
        assert asked.asked == [b"".join(pieces)]


def test_what_is_too_large_for_the_scanner_is_told_apart(path):
    with scanner(path, longest=1000), pytest.raises(clamd.TooLargeToScan):
        clamd.scan([b"a" * 900] * 2000)


@pytest.mark.parametrize("manner", ["silent", "cut off", "half", "nonsense"])
def test_no_answer_is_never_taken_for_clean(path, settings, manner):
    settings.CLAMD_SECONDS = 1
    with scanner(path, manner=manner), pytest.raises(clamd.ScannerSilent):
        clamd.scan([b"words" * 100_000])


def test_a_scanner_that_is_not_there_is_silent(path):
    with pytest.raises(clamd.ScannerSilent):
        clamd.scan([b"words"])


def test_it_is_asked_by_tcp_too(settings):
    server = socket.create_server(("127.0.0.1", 0))
    settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"

    def answer():
        caller, _address = server.accept()
        with caller:
            read = b""
            while not read.endswith(bytes(4)):
                read += caller.recv(1000)
            caller.sendall(b"stream: OK\0")

    thread = threading.Thread(target=answer)
    thread.start()
    assert clamd.scan([b"words"]) == ""
    thread.join(5)
    server.close()
