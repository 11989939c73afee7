"""`make bench`: a database, data, servers, rounds, a table. BRIEF=1 takes under three minutes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from tools import setup
from tools.bench import log_report, report
from tools.bench.cluster import Cluster, cluster
from tools.bench.log_report import Measures
from tools.bench.measuring import Measure, Measured
from tools.bench.rows import rows
from tools.bench.server import Server
from tools.machine import PYTHON, ROOT, Refusal, environment, var_folder
from tools.supervisor import Stopped, listen_for_the_end, together

IS_BRIEF = os.environ.get("BRIEF") == "1"
ROUNDS, SECONDS = (15, 0.06) if IS_BRIEF else (30, 0.3)
LEDGER_COPY = "ledger.log"  # each database keeps its own: they are copies that part ways
SETTINGS = {
    "small": "tools.bench.settings",
    "large": "tools.bench.settings",
    "keeping": "tools.bench.settings",
    "bare": "tools.bench.bare.settings",
}


def main() -> int:
    if setup.main():
        return 1
    listen_for_the_end()
    start = time.monotonic()
    print(
        "  First three databases are filled, by the actions where there is time for it: that takes minutes.", flush=True
    )
    try:
        with cluster() as ours:
            found, ledger = measured_on(ours)
        print(f"  All of it took {time.monotonic() - start:.0f} s.")
        return tell(found, ledger)
    except Stopped:
        print("\nStopped.")
    except Refusal as refusal:
        print(f"\n{refusal}", file=sys.stderr)
    return 1


def tell(found: list[Measured], ledger: Measures) -> int:
    lines, held = report.table(found), [*report.promises(found), log_report.promise(ledger)]
    print(f"\n{report.printed(lines)}\n\n{log_report.printed(ledger)}\n")
    for what, kept in held:
        print(f"  {'held' if kept else 'NOT HELD'}: {what}")
    tables = [*report.markdown(lines), "", *log_report.markdown(ledger)]
    report.keep(tables, held, rounds=ROUNDS, seconds=SECONDS)
    return 0 if all(kept for _what, kept in held) else 1


def measured_on(ours: Cluster) -> tuple[list[Measured], Measures]:
    folder = var_folder() / "bench"
    (folder / "log").mkdir(parents=True, exist_ok=True)
    for kept in folder.glob(f"*-{LEDGER_COPY}"):
        kept.unlink()  # of the measure before: another ledger
    with ThreadPoolExecutor(2) as both:
        begun = begin_filling(ours, folder, both)
        small = begun["small"].result()
        servers = servers_of(ours, folder)
        with together([server.begin for server in servers.values()]):  # while the large one is still filled
            visits = rows(small, begun["large"].result(), is_brief=IS_BRIEF)
            for server in servers.values():
                server.wait()
            print(f"  {ROUNDS} rounds; in each, {SECONDS} s a visit for {len(visits)} rows", flush=True)
            found = Measure(ours, servers).rounds(visits, rounds=ROUNDS, seconds=SECONDS)
    return found, begun["log"].result()


def servers_of(ours: Cluster, folder: Path) -> dict[str, Server]:
    """All but one keep nothing of what they wrote: a row that does says so."""
    return {
        name: Server(
            name,
            settings,
            seen(ours, database_of(name), folder) | {"KEEP_WRITTEN": "1" if name == "keeping" else "0"},
            folder / "log",
        )
        for name, settings in SETTINGS.items()
    }


def database_of(server: str) -> str:
    return "large" if server == "large" else "small"


def begin_filling(ours: Cluster, folder: Path, both: ThreadPoolExecutor) -> dict[str, Future[dict]]:
    """Two at the same time. The ledger is measured while the tables are made that the other two begin with: both of its
    lengths were met by the same neighbour."""
    ours.create("log")
    ours.create("tables")
    begun = {name: both.submit(fill, ours, name, folder) for name in ("tables", "log")}
    begun["tables"].result()
    for name in ("large", "small"):
        ours.copy("tables", into=name)
        begun[name] = both.submit(fill, ours, name, folder)
    return begun


def fill(ours: Cluster, name: str, folder: Path) -> dict:
    notes = folder / f"{name}.json"
    run(["-m", "tools.bench.data", name, str(notes)], seen(ours, name, folder))
    if name not in ("tables", "log"):  # empty tables that were counted would be taken for empty ones later
        ours.tidy(name)
    return json.loads(notes.read_text(encoding="utf-8"))


def seen(ours: Cluster, database: str, folder: Path) -> dict[str, str]:
    """No cache outlives a process, and none holds a page."""
    return environment(
        DEMO="1",
        DATABASE_URL=ours.url(database),
        SEARCH_INDEX_PATH=str(folder / f"{database}.sqlite3"),
        LEDGER_COPY=str(folder / f"{database}-{LEDGER_COPY}"),
        CACHE_URL="memory://",
        DJANGO_SETTINGS_MODULE="tools.bench.settings",
        PYTHONPATH=f"{ROOT}:{ROOT / 'site'}",
    )


def run(command: list[str], settings: dict[str, str]) -> None:
    if subprocess.run([str(PYTHON), *command], cwd=ROOT, env=settings, check=False).returncode:
        raise Refusal("The data could not be made; what is above says why.")


if __name__ == "__main__":
    sys.exit(main())
