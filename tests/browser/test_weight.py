"""What a reader's first page costs: bytes over the wire, and time on a slow line. Said at the end of the run."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from tests.measured import MEASURED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]

AT_MOST = 120_000  # bytes: page, style sheet, fonts and script
A_YEAR = 31_536_000  # seconds
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
TEXT_WITHIN = 3000  # milliseconds
FIRST_TEXT = "() => performance.getEntriesByName('first-contentful-paint').at(-1)?.startTime ?? 0"
PATHS = ["/", "/consultations/transport/", "/policies/participation/", "/suggestions/", "/search/?q=مدرسة"]


class Wire:
    """What comes over the line for one page that was never seen before."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.answers: list[Any] = []
        self.bytes = 0
        self.line: CDPSession = reader.page.context.new_cdp_session(reader.page)
        self.line.send("Network.enable")
        self.line.on("Network.loadingFinished", self._add)
        reader.page.on("response", self._see)

    def _see(self, answer: Any) -> None:
        self.answers.append(answer)

    def _add(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]

    def load(self, path: str) -> None:
        self.reader.go(path)
        self.reader.page.wait_for_load_state("networkidle")

    @property
    def parts(self) -> list[Any]:
        return [answer for answer in self.answers if answer.request.resource_type != "document"]


@pytest.mark.parametrize("path", PATHS)
def test_a_first_page_is_light_and_what_it_loads_is_kept(people, way, path, record_property):
    wire = Wire(people.visitor(way))
    wire.load(path)
    record_property(MEASURED, f"{wire.reader.path}: {wire.bytes:,} bytes in {len(wire.answers)} answers")
    assert 20_000 < wire.bytes < AT_MOST
    assert len(wire.parts) >= 4
    assert not [answer.url for answer in wire.parts if not is_kept_for_ever(answer)]
    # So that nothing jumps when they come.
    assert wire.reader.page.locator("img:not([width][height]), img:not([alt])").count() == 0


def is_kept_for_ever(answer: Any) -> bool:
    found = re.search(r"max-age=(\d+)", answer.headers.get("cache-control", ""))
    return bool(found) and int(found[1]) >= A_YEAR


@pytest.mark.parametrize("path", ["/", "/consultations/transport/"])
def test_text_shows_within_three_seconds_on_a_slow_line(people, way, path, record_property):
    wire = Wire(people.visitor(way))
    wire.line.send("Network.emulateNetworkConditions", SLOW)
    wire.load(path)
    after = wire.reader.page.evaluate(FIRST_TEXT)
    record_property(MEASURED, f"{wire.reader.path}: text after {after / 1000:.2f} s at 400 kbit/s and 400 ms")
    assert 400 < after < TEXT_WITHIN
