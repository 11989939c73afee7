"""The product under gunicorn, and what it and its database have spent so far."""

from __future__ import annotations

import functools
import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tools.bench.cluster import Cluster
from tools.machine import PYTHON, ROOT, Refusal
from tools.supervisor import Child

WORKERS = 2
ANSWERS_WITHIN = 60


class Server:
    """One gunicorn on one database; threads keep their connections, to clients and to the database."""

    def __init__(self, name: str, settings: str, environment: dict[str, str], logs: Path) -> None:
        self.port = _free_port()
        command = [str(PYTHON), "-m", "gunicorn", "config.wsgi", f"--bind=127.0.0.1:{self.port}", "--preload",
                   f"--workers={WORKERS}", "--worker-class=gthread", "--threads=1", "--keep-alive=600"]  # fmt: skip
        seen = environment | {"DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
        self.start = functools.partial(Child, name, command, seen, logs)
        self.child: Child | None = None

    def begin(self) -> Child:
        self.child = self.start()
        return self.child

    def wait(self) -> None:
        assert self.child is not None
        end = time.monotonic() + ANSWERS_WITHIN
        while time.monotonic() < end:
            self.child.refuse_death()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise Refusal(f"gunicorn did not answer within {ANSWERS_WITHIN} seconds: see {self.child.log}")

    def spent(self) -> float:
        """Milliseconds of processor that its processes have used."""
        assert self.child is not None
        return spent(_family(self.child.process.pid))


def spent_by_database(cluster: Cluster) -> float:
    """Backends stay while connections are kept, so what they used is still theirs."""
    return spent(_family(cluster.postmaster()))


def _family(pid: int) -> list[int]:
    """Itself, its children and theirs. One that has just ended, as a writer of PostgreSQL's may, is nobody's."""
    try:
        children = (ROOT_OF_PROCESSES / str(pid) / "task").glob("*/children")
        found = [int(child) for file in children for child in file.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [pid] + [each for child in found for each in _family(child)]


ROOT_OF_PROCESSES = Path("/proc")


def spent(pids: Iterable[int]) -> float:
    """`schedstat` counts nanoseconds; the ticks of `stat` are too coarse for a page of two milliseconds."""
    total = 0
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
            for file in (ROOT_OF_PROCESSES / str(pid) / "task").glob("*/schedstat"):
                total += int(file.read_text().split()[0])
    return total / 1_000_000


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
