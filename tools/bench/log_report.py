"""What sealing and proving cost in a short log and in a long one."""

from __future__ import annotations

from typing import Any

from tools.bench import report

Measures = dict[str, Any]  # as `data.log` notes them
# The logarithm of a million is little more than that of some thousands.
MOST = 2.0


def _head(found: Measures) -> tuple[str, ...]:
    short, long = found["sizes"]
    return ("In the ledger", f"ms in {short:,}", f"ms in {long:,}", "Statements", "Cost ×")


def _lines(found: Measures) -> list[tuple[str, ...]]:
    return [
        (
            row["name"],
            f"{row['short']['ms']:.1f}",
            f"{row['long']['ms']:.1f}",
            f"{row['short']['queries']}, {row['long']['queries']}",
            f"{_ratio(row):.2f}",
        )
        for row in found["rows"]
    ]


def _ratio(row: dict[str, Any]) -> float:
    return float(row["long"]["ms"] / row["short"]["ms"])


def promise(found: Measures) -> tuple[str, bool]:
    dearest = max(_ratio(row) for row in found["rows"])
    return f"sealing and proving in {found['sizes'][1]:,} entries at most twice as dear: {dearest:.2f}", dearest <= MOST


def printed(found: Measures) -> str:
    return report.printed(_lines(found), _head(found))


def markdown(found: Measures) -> list[str]:
    return report.markdown(_lines(found), _head(found))
