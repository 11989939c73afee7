"""What `make bench` says of its own table."""

import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tools.bench import log_report
from tools.bench.measuring import Client, Measured, Sample, in_turn, one_to_each
from tools.bench.report import promises
from tools.bench.rows import ANSWERED_BY, BARE_PAGE, BARE_PAGE_SIGNED_IN, Visit
from tools.bench.server import _family, spent


def measured(name: str, *, per_second: float, session: str = "") -> Measured:
    return Measured(Visit(name, "small", "/", session=session), 12, 1, [Sample(1.0, 1.0, per_second)])


@pytest.fixture
def held() -> dict[str, bool]:
    rows = [
        measured(BARE_PAGE, per_second=100),
        measured(BARE_PAGE_SIGNED_IN, per_second=80, session="laila"),
        *(measured(f"consultation, {count} comments", per_second=60) for count in ("20", "200", "2,000")),
        measured("consultation, 200 comments, signed in", per_second=40, session="laila"),
        *(measured(f"moderation queue, {count}", per_second=50, session="salim") for count in ("50", "5,000")),
    ]
    return dict(promises(rows))


def test_what_an_anonymous_reader_is_promised_is_judged_without_those_who_are_signed_in(held):
    assert held["consultation, anonymous, at least half the requests/s of the bare page: 0.60"] is True


def test_what_a_reader_who_is_signed_in_is_promised_is_judged_beside_the_bare_page_they_would_get(held):
    told = "consultation, signed in, at least half the requests/s of the bare page for the same reader: 0.50 "
    assert held[told + "(beside the bare page for nobody: 0.40)"] is True


def test_a_row_costs_what_it_does_in_the_middle_of_its_rounds():
    row = Measured(Visit("home", "small", "/"), 12, 1, [Sample(9, 1, 30), Sample(5, 2, 70), Sample(6, 9, 60)])
    assert row.typical == Sample(6, 2, 60)


def test_two_rows_are_compared_round_by_round():
    """A machine that was slow for one round was slow for both."""
    bare = Measured(Visit(BARE_PAGE, "small", "/"), 1, 1, [Sample(1, 1, 100), Sample(9, 9, 11), Sample(2, 2, 50)])
    page = Measured(Visit("home", "small", "/"), 1, 1, [Sample(2, 2, 50), Sample(18, 18, 5.5), Sample(4, 4, 25)])
    assert (page.beside(bare, "cost"), page.beside(bare, "per_second")) == (2, 0.5)


def test_what_is_weighed_is_visited_between_the_others():
    visits = [Visit(BARE_PAGE, "bare", "/", is_weighed=True), *(Visit(str(each), "small", "/") for each in range(10))]
    turn = [row.visit.name for row in in_turn([Measured(visit, 1, 1, []) for visit in visits])]
    assert turn.count(BARE_PAGE) == 3
    assert all(turn.count(str(number)) == 1 for number in range(10))


@pytest.mark.parametrize(("long", "is_held"), [(9.0, True), (11.0, False)])
def test_a_long_ledger_may_cost_twice_what_a_short_one_does(long, is_held):
    row = {"name": "the root", "short": {"ms": 5.0, "queries": 2}, "long": {"ms": long, "queries": 2}}
    assert log_report.promise({"sizes": [1_000, 1_000_000], "rows": [row]})[1] is is_held


class Process(BaseHTTPRequestHandler):
    """A connection each, and every third one answered by the other process."""

    protocol_version = "HTTP/1.1"
    made = 0

    def setup(self) -> None:
        super().setup()
        Process.made += 1
        self.pid = "one" if Process.made % 3 else "the other"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header(ANSWERED_BY, self.pid)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port():
    with ThreadingHTTPServer(("127.0.0.1", 0), Process) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_each_process_has_a_reader_of_its_own(port):
    lines = one_to_each(Visit("home", "small", "/"), port)
    told = [line.send(Visit("home", "small", "/"))[0][ANSWERED_BY] for line in lines]
    for line in lines:
        line.close()
    assert told == ["one", "the other"]


def test_a_reader_is_timed_to_the_end_of_what_it_read(port):
    line = Client(port)
    count, took = line.read(Visit("home", "small", "/"), until=time.monotonic() - 1)
    line.close()
    assert count == 1
    assert took > 0


def test_a_process_that_ends_while_it_is_looked_at_has_spent_nothing(monkeypatch):
    def gone(*_):
        raise FileNotFoundError

    monkeypatch.setattr(Path, "glob", gone)
    assert _family(os.getpid()) == []
    assert spent([os.getpid()]) == 0
