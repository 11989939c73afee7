"""What tests measured beside passing: said at the end, for pytest swallows what passing tests print."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

MEASURED = "measured"


def measured_by(reports: Iterable[pytest.TestReport]) -> list[str]:
    """What was handed to `record_property(MEASURED, …)`, on whichever worker the test ran."""
    return [str(said) for report in reports for name, said in report.user_properties if name == MEASURED]
