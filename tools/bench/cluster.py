"""A PostgreSQL of the measure's own: made, started and removed with it. What it holds need not survive a power cut."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.machine import Refusal

# Autovacuum would count as what the row costs that it happens to meet: each database is tidied once, when it is full.
FAST = "-c autovacuum=off -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses=127.0.0.1"


@dataclass(frozen=True)
class Cluster:
    bin: Path
    folder: Path
    port: int

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def url(self, database: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def copy(self, database: str, *, into: str) -> None:
        """Nobody may be connected to `database` meanwhile."""
        self._say(f'CREATE DATABASE "{into}" TEMPLATE "{database}"')

    def create(self, database: str) -> None:
        self._say(f'CREATE DATABASE "{database}"')

    def tidy(self, database: str) -> None:
        """What was written at one go is counted and packed, as a day of ordinary work would have done."""
        self._say("VACUUM (ANALYZE)", database)

    def postmaster(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def _say(self, sql: str, database: str = "postgres") -> None:
        _run([str(self.bin / "psql"), "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", database,
              "-c", sql])  # fmt: skip


@contextmanager
def cluster() -> Iterator[Cluster]:
    made = Cluster(_binaries(), Path(tempfile.mkdtemp(prefix="musharaka-bench-")), _free_port())
    try:
        _start(made)
        yield made
    finally:
        _as_postgres([str(made.bin / "pg_ctl"), "-D", made.data, "-m", "immediate", "stop"], check=False)
        shutil.rmtree(made.folder, ignore_errors=True)


def _start(made: Cluster) -> None:
    if os.geteuid() == 0:
        shutil.chown(made.folder, "postgres")
    _as_postgres(
        [str(made.bin / "initdb"), "-D", made.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    )
    options = f"-p {made.port} -k {made.folder} {FAST}"
    _as_postgres(
        [str(made.bin / "pg_ctl"), "-D", made.data, "-l", str(made.folder / "log"), "-w", "start", "-o", options]
    )


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise Refusal("make bench needs PostgreSQL (on Debian: apt-get install postgresql).")
    return found[-1].parent if found else Path(str(on_path)).resolve().parent


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def _as_postgres(command: list[str], *, check: bool = True) -> None:
    """PostgreSQL refuses to be run by root."""
    _run(["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command, check=check)


def _run(command: list[str], *, check: bool = True) -> None:
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd="/", check=False)
    if check and done.returncode:
        raise Refusal(f"{' '.join(command[:6])} … failed:\n{done.stderr.strip()}")
