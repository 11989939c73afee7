"""`make run` as a visitor has it, on an empty folder; the packages are there already."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tools.machine import ROOT

PATIENCE = 600  # seconds; migrations and the demonstration take a minute when nothing else runs
RUN = "import sys; from tools import packages, run; packages.prepare = lambda *lists: None; sys.exit(run.main())"
LOOPBACK = "0100007F"  # 127.0.0.1 as the kernel writes it


class Run:
    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN],
            cwd=ROOT,
            env=clean | {"VAR_DIR": str(folder), "PORT": str(self.port), "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.said = ""

    def until_it_runs(self) -> None:
        end = time.monotonic() + PATIENCE
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C stops everything" in line:
                return
            assert time.monotonic() < end, self.said
        pytest.fail(self.said)

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def until_it_is_ready(self) -> dict:
        end = time.monotonic() + 90
        while time.monotonic() < end:
            answer = json.loads(self.get("/readyz")[1])
            if answer["ready"]:
                break
            time.sleep(1)
        return answer

    def listens_on(self) -> set[str]:
        rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return {row[1].split(":")[0] for row in rows if row[1].endswith(f":{self.port:04X}") and row[3] == "0A"}

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in listed.read_text().split()]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode


@pytest.fixture
def start(tmp_path):
    started = []

    def start_one():
        started.append(Run(tmp_path / "var"))
        return started[-1]

    yield start_one
    for run in started:
        if run.process.poll() is None:
            run.stop()


@pytest.mark.slow
def test_an_empty_folder_becomes_a_demonstration_that_stops_as_one_and_starts_again_quickly(start):
    run = start()
    run.until_it_runs()

    assert f"http://127.0.0.1:{run.port}/ar/" in run.said
    assert "Accounts" in run.said
    assert run.until_it_is_ready() == {"ready": True, "wrong": {}}
    assert run.listens_on() == {LOOPBACK}
    for path in ("/ar/", "/en/", "/ar/mailbox/"):
        assert run.get(path)[0] == 200

    children = run.children()
    assert len(children) == 3
    assert run.stop() == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)

    again = start()
    again.until_it_runs()
    assert float(re.search(r"Demonstration .* (\d+\.\d) s", again.said)[1]) < 10
