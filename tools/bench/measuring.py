"""Visits each row in turn, round after round, and adds up what it cost."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from statistics import fmean, median

from tools.bench.cluster import Cluster
from tools.bench.rows import ANSWERED_BY, ASKED, TOLD, Visit
from tools.bench.server import WORKERS, Server, spent_by_database
from tools.machine import Refusal

TOKEN = "b" * 32  # of the form and of the cookie alike, as a browser would send it
WARMING = 3
# Connections that are made until each process has one.
TRIES = 200
# What is weighed, and what everything is weighed against, is visited again after so many others: the machine is another
# every few seconds.
BETWEEN = 6


@dataclass(frozen=True)
class Sample:
    """One round of one row."""

    app: float
    database: float
    per_second: float

    @property
    def cost(self) -> float:
        return self.app + self.database


@dataclass
class Measured:
    visit: Visit
    queries: int
    size: int
    samples: list[Sample]

    @property
    def typical(self) -> Sample:
        """The middle of the rounds: a round that was disturbed, or was lucky, changes nothing."""
        return _of_all(self.samples, median)

    def beside(self, other: Measured, name: str) -> float:
        """How many times the other's, in the middle of the rounds: the two of a round were measured a moment apart, on
        the same hour's machine."""
        pairs = zip(self.samples, other.samples, strict=True)
        return median(getattr(mine, name) / getattr(theirs, name) for mine, theirs in pairs)


def _of_all(samples: Sequence[Sample], middle: Callable[[list[float]], float]) -> Sample:
    listed = [(each.app, each.database, each.per_second) for each in samples]
    return Sample(*(middle(list(column)) for column in zip(*listed, strict=True)))


class Measure:
    def __init__(self, cluster: Cluster, servers: Mapping[str, Server]) -> None:
        self.cluster, self.servers = cluster, servers
        self.lines: dict[str, list[Client]] = {}

    def look(self, visit: Visit) -> Measured:
        """Warm it in all processes at once, and see how many queries it takes and how long its answer is."""
        lines = self._lines_of(visit)
        with ThreadPoolExecutor(WORKERS) as readers:
            list(readers.map(lambda line: [line.send(visit) for _time in range(WARMING)], lines))
        headers, size = lines[0].send(visit, counted=True)
        return Measured(visit, int(headers[TOLD]), size, [])

    def _lines_of(self, visit: Visit) -> list[Client]:
        """One to each process of its server, kept to the end: two readers who met at the same process would wait for
        each other while another has nothing to do."""
        if visit.server not in self.lines:
            self.lines[visit.server] = one_to_each(visit, self.servers[visit.server].port)
        return self.lines[visit.server]

    def hang_up(self) -> None:
        """A server that is told to end would wait for whoever may still ask on a line."""
        for line in chain.from_iterable(self.lines.values()):
            line.close()
        self.lines.clear()

    def visit_for(self, seconds: float, row: Measured) -> Sample:
        server = self.servers[row.visit.server]
        before = (server.spent(), spent_by_database(self.cluster))
        end = time.monotonic() + seconds
        with ThreadPoolExecutor(WORKERS) as readers:
            read = list(readers.map(lambda line: line.read(row.visit, until=end), self._lines_of(row.visit)))
        after = (server.spent(), spent_by_database(self.cluster))
        count = sum(each for each, _took in read)
        app, database = ((late - early) / count for early, late in zip(before, after, strict=True))
        # Each in its own time: where a page is long, the last of a round would have the other reader wait for nothing.
        return Sample(app, database, sum(each / took for each, took in read))

    def rounds(self, visits: Sequence[Visit], *, rounds: int, seconds: float) -> list[Measured]:
        try:
            return self._rounds([self.look(visit) for visit in visits], rounds=rounds, seconds=seconds)
        finally:
            self.hang_up()

    def _rounds(self, measured: list[Measured], *, rounds: int, seconds: float) -> list[Measured]:
        for number in range(1, rounds + 1):
            if number in (1, rounds // 2, rounds):
                print(f"  round {number} of {rounds} …", flush=True)
            found: dict[str, list[Sample]] = {row.visit.name: [] for row in measured}
            for row in in_turn(measured if number % 2 else measured[::-1]):
                found[row.visit.name].append(self.visit_for(seconds, row))
            for row in measured:
                row.samples.append(_of_all(found[row.visit.name], fmean))
        return measured


def in_turn(rows: Sequence[Measured]) -> Iterator[Measured]:
    weighed = [row for row in rows if row.visit.is_weighed]
    others = [row for row in rows if not row.visit.is_weighed]
    for place, row in enumerate(others):
        if place % BETWEEN == 0:
            yield from weighed
        yield row
    yield from weighed


def one_to_each(visit: Visit, port: int) -> list[Client]:
    found: dict[str, Client] = {}
    for _ in range(TRIES):
        client = Client(port)
        headers, _size = client.send(visit, counted=True)
        if found.setdefault(headers[ANSWERED_BY], client) is not client:
            client.close()
        if len(found) == WORKERS:
            return list(found.values())
    raise Refusal(f"{visit.server}: of {WORKERS} processes only {len(found)} answered in {TRIES} connections")


class Client:
    """A connection that is kept, as a browser keeps it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def send(self, visit: Visit, *, counted: bool = False) -> tuple[http.client.HTTPMessage, int]:
        headers = {"Host": visit.host, "Cookie": f"sessionid={visit.session}; csrftoken={TOKEN}"} | dict(visit.headers)
        if not visit.session and not visit.form:
            del headers["Cookie"]
        if visit.form:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN}
        if counted:
            headers[ASKED] = "1"
        self.connection.request("POST" if visit.form else "GET", visit.path, visit.body(), headers)
        answer = self.connection.getresponse()
        size = len(answer.read())
        if answer.status != visit.status:
            raise Refusal(f"{visit.name}: {visit.path} answered {answer.status}, not {visit.status}")
        return answer.headers, size

    def read(self, visit: Visit, *, until: float) -> tuple[int, float]:
        """Again and again, once at least; how often, and the seconds that took."""
        start, count = time.monotonic(), 0
        while not count or time.monotonic() < until:
            self.send(visit)
            count += 1
        return count, time.monotonic() - start

    def close(self) -> None:
        self.connection.close()
