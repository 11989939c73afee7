"""Visits each row in turn, round after round, and adds up what it cost."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import fmean, median

from tools.bench.cluster import Cluster
from tools.bench.rows import ASKED, BARE, TOLD, Visit
from tools.bench.server import WORKERS, Server, spent_by_database
from tools.machine import Refusal

TOKEN = "b" * 32  # of the form and of the cookie alike, as a browser would send it
WARMING = 3
# What everything is measured beside is visited again after so many others: it says what the machine was like just then.
BETWEEN = 7


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

    def look(self, visit: Visit) -> Measured:
        """Warm it, and see how many queries it takes and how long its answer is."""
        client = Client(self.servers[visit.server].port)
        for _ in range(WARMING * WORKERS):
            client.send(visit)
            client.close()
        headers, size = client.send(visit, counted=True)
        return Measured(visit, int(headers[TOLD]), size, [])

    def visit_for(self, seconds: float, row: Measured) -> Sample:
        server = self.servers[row.visit.server]
        before = (server.spent(), spent_by_database(self.cluster))
        start = time.monotonic()
        with ThreadPoolExecutor(WORKERS) as readers:
            counts = list(readers.map(lambda _: _read(server.port, row.visit, start + seconds), range(WORKERS)))
        took, count = time.monotonic() - start, sum(counts)
        after = (server.spent(), spent_by_database(self.cluster))
        app, database = ((late - early) / count for early, late in zip(before, after, strict=True))
        return Sample(app, database, count / took)

    def rounds(self, visits: Sequence[Visit], *, rounds: int, seconds: float) -> list[Measured]:
        measured = [self.look(visit) for visit in visits]
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
    bare = [row for row in rows if row.visit.name in BARE]
    others = [row for row in rows if row.visit.name not in BARE]
    for place, row in enumerate(others):
        if place % BETWEEN == 0:
            yield from bare
        yield row
    yield from bare


def _read(port: int, visit: Visit, end: float) -> int:
    client, count = Client(port), 0
    while not count or time.monotonic() < end:
        client.send(visit)
        count += 1
    client.close()
    return count


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

    def close(self) -> None:
        self.connection.close()
