"""A test in which the browser waited in vain runs once more, in a fresh window, and is named at the end. One whose
assertion fails is never repeated: that is an answer, not a wait."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import indent

import pytest
from playwright.sync_api import TimeoutError as WaitedInVain


def repeat_once(items: Iterable[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=WaitedInVain, rerun_except=AssertionError))


def is_repetition(item: pytest.Item) -> bool:
    """Then whatever its first time left half done is made anew."""
    return getattr(item, "execution_count", 1) > 1


def repeated_among(reports: Iterable[pytest.TestReport]) -> list[str]:
    """Which they were, and for what they had waited."""
    return [f"{report.nodeid}\n{indent(_message(report), '    ')}" for report in reports]


def _message(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)  # none where the process itself went down
    return crash.message if crash else report.longreprtext
