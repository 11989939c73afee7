"""What this machine lacks: tests that need it are skipped, and said by name at the end instead of passing in silence.

`--nothing-absent` (CI) makes each of them a failure. `--touching-database` keeps the tests that speak to the
database: what another database is worth running again for.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.measured import measured_by
from tests.repeated import repeated_among
from tools.machine import chromium

ROOT = Path(__file__).parents[1]
REASON = "absent: "
CHROMIUM = chromium()


def _on_postgresql() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


# Marker → what it needs, whether that is here, and how to get it.
NEEDS: dict[str, tuple[str, Callable[[], bool], str]] = {
    "browser": ("Chromium", lambda: bool(CHROMIUM), "apt-get install chromium-headless-shell"),
    "go": ("Go", lambda: bool(shutil.which("go")), "apt-get install golang-go"),
    "npm": ("npm", lambda: bool(shutil.which("npm")), "apt-get install npm"),
    "postgres": ("PostgreSQL", _on_postgresql, "set DATABASE_URL=postgres://user@host:port/name"),
    "shared": ("the texts beside the repository", (ROOT.parent / "shared").is_dir, "lay shared/ beside the clone"),
}

# Not on any machine by itself: the repository stands alone, and says by name which tests did not run without them.
ELSEWHERE = {"shared"}


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("musharaka")
    group.addoption("--nothing-absent", action="store_true", help="fail tests that need what this machine lacks")
    group.addoption("--touching-database", action="store_true", help="only tests that speak to the database")


def pytest_configure(config: pytest.Config) -> None:
    """Arabic is compiled from its fragments: tests read the pages as people do."""
    if hasattr(config, "workerinput"):
        return
    from config import catalogue

    if catalogue.is_stale():
        catalogue.compile_catalogue(catalogue.merge()[0])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("touching_database"):
        kept = [item for item in items if _touches_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
    for item in items:
        for marker in NEEDS:
            if item.get_closest_marker(marker):
                _skip_if_absent(item, marker, fail=config.getoption("nothing_absent") and marker not in ELSEWHERE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if said := measured_by(terminalreporter.stats.get("passed", [])):
        terminalreporter.section("measured")
        terminalreporter.write_line("\n".join(said))
    if said := repeated_among(terminalreporter.stats.get("rerun", [])):
        terminalreporter.section("repeated: the browser waited in vain the first time")
        terminalreporter.write_line("\n".join(said))
    absent = defaultdict(list)
    for report in terminalreporter.stats.get("skipped", []):
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else ""
        if REASON in reason:
            absent[reason.split(REASON, 1)[1]].append(report.nodeid)
    if absent:
        terminalreporter.section("not run here")
    for need, tests in absent.items():
        terminalreporter.line(f"{need}: {len(tests)} tests")
        for test in tests:
            terminalreporter.line(f"    {test}")


def _skip_if_absent(item: pytest.Item, marker: str, *, fail: bool) -> None:
    name, is_here, remedy = NEEDS[marker]
    if is_here():
        return
    reason = f"{REASON}{name} ({remedy})"
    if fail:
        item.fixturenames.insert(0, "nothing_may_be_absent")
    else:
        item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
def nothing_may_be_absent(request: pytest.FixtureRequest) -> None:
    needed = [need[0] for marker, need in NEEDS.items() if request.node.get_closest_marker(marker)]
    pytest.fail(f"this machine lacks {', '.join(needed)}")


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", []))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db", "live_server"})
