"""Reads the tables beside this module."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Record:
    """A unit before it is a row. Its parent is named by code."""

    code: str
    kind: str
    name_ar: str
    name_en: str
    parent: str = ""
    governorate: str = ""
    wilayat: str = ""


@dataclass(frozen=True)
class Wilayat:
    governorate: str
    key: str
    name_ar: str
    name_en: str
    schools: int


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def wilayats() -> list[Wilayat]:
    return [
        Wilayat(row["governorate"], row["key"], row["name_ar"], row["name_en"], int(row["schools"]))
        for row in rows("wilayats")
    ]


@cache
def wilayat(key: str) -> Wilayat | None:
    return next((one for one in wilayats() if one.key == key), None)
