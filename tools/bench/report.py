"""The table: each row's cost, and its ratio to the bare Wagtail page of the same run."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date

from tools.bench.measuring import Measured
from tools.bench.rows import BARE_PAGE, BARE_PAGE_SIGNED_IN
from tools.machine import ROOT

KEPT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- table -->", "<!-- end of table -->"
HEAD = ("Row", "App ms", "Database ms", "Queries", "KB", "Requests/s", "CPU ×", "KB ×", "Requests/s ×")


def table(rows: Sequence[Measured]) -> list[tuple[str, ...]]:
    bare = next(row for row in rows if row.visit.name == BARE_PAGE)
    return [_line(row, bare) for row in rows]


def _line(row: Measured, bare: Measured) -> tuple[str, ...]:
    return (
        row.visit.name,
        f"{row.typical.app:.1f}",
        f"{row.typical.database:.1f}",
        str(row.queries),
        f"{row.size / 1024:.1f}",
        f"{row.typical.per_second:.0f}",
        f"{_ratio(row, bare, 'cost'):.2f}",
        f"{row.size / bare.size:.2f}",
        f"{_ratio(row, bare, 'per_second'):.2f}",
    )


def _ratio(row: Measured, bare: Measured, name: str) -> float:
    return row.beside(bare, name)


def printed(lines: Sequence[tuple[str, ...]], head: tuple[str, ...] = HEAD) -> str:
    wide = [max(len(line[place]) for line in (head, *lines)) for place in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(wide[place]) if place == 0 else cell.rjust(wide[place]) for place, cell in enumerate(line))
        for line in (head, *lines)
    )


def markdown(lines: Sequence[tuple[str, ...]], head: tuple[str, ...] = HEAD) -> list[str]:
    rule = "| --- |" + " ---: |" * (len(head) - 1)
    return [f"| {' | '.join(head)} |", rule, *(f"| {' | '.join(line)} |" for line in lines)]


def promises(rows: Sequence[Measured]) -> list[tuple[str, bool]]:
    """What is held, and whether this run held it."""
    by_name = {row.visit.name: row for row in rows}
    bare = by_name[BARE_PAGE]
    few, many = (by_name[f"consultation, {count} comments"] for count in ("20", "2,000"))
    short, long = (by_name[f"moderation queue, {count}"] for count in ("50", "5,000"))
    anonymous = _slowest(rows, bare, is_signed_in=False)
    signed_in = _slowest(rows, by_name[BARE_PAGE_SIGNED_IN], is_signed_in=True)
    across = _slowest(rows, bare, is_signed_in=True)
    most = max(row.queries for row in rows if row.visit.is_public)
    growth, queue = _ratio(many, few, "cost"), _ratio(long, short, "cost")
    return [
        (f"at most 12 queries on a public page: {most}", most <= 12),
        (f"consultation, anonymous, at least half the requests/s of the bare page: {anonymous:.2f}", anonymous >= 0.5),
        (f"consultation, signed in, at least half the requests/s of the bare page for the same reader: {signed_in:.2f} "
         f"(beside the bare page for nobody: {across:.2f})", signed_in >= 0.5),
        (f"2,000 comments at most 1.15 times as dear as 20: {growth:.2f}", growth <= 1.15),
        (f"queue in at most 15 queries: {long.queries}, as many for 50: {short.queries}",
         long.queries <= 15 and long.queries == short.queries),
        (f"queue of 5,000 as cheap as of 50: {queue:.2f}", queue <= 1.15),
    ]  # fmt: skip


def _slowest(rows: Sequence[Measured], bare: Measured, *, is_signed_in: bool) -> float:
    """Of the consultation pages of one kind of reader: the form for a comment is work that others are spared. Sent as
    the bare page is: uncompressed."""
    shown = [row for row in rows if row.visit.name.startswith("consultation") and not row.visit.headers]
    return min(_ratio(row, bare, "per_second") for row in shown if bool(row.visit.session) == is_signed_in)


def keep(tables: Sequence[str], held: Sequence[tuple[str, bool]], *, rounds: int, seconds: float) -> None:
    """The page's words stay; what is between the two marks is the latest."""
    words = KEPT.read_text(encoding="utf-8")
    before, rest = words.split(BEGIN)
    after = rest.split(END)[1]
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    how = f"{date.today():%d.%m.%Y}: {machine}, {rounds} rounds of {seconds} s a row."
    said = [f"- {'held' if kept else '**not held**'}: {what}" for what, kept in held]
    found = "\n".join([how, "", *tables, "", *said])
    KEPT.write_text(f"{before}{BEGIN}\n{found}\n{END}{after}", encoding="utf-8")
