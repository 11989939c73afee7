"""Schools whose names read well and belong to nobody: scholars, poets, virtues and the villages of the wilayat."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle, groupby

from directory.oman.tables import Record, Wilayat, rows, wilayats
from directory.oman.units import office_code

Name = tuple[str, str]

# Stage: what stands after the name, and the grades. A wilayat's schools take the stages in this order.
FIRST_CYCLE = ("للتعليم الأساسي (1–4)", "Basic Education School (1–4)")
SECOND_CYCLE_BOYS = ("للتعليم الأساسي للبنين (5–10)", "Basic Education School for Boys (5–10)")
SECOND_CYCLE_GIRLS = ("للتعليم الأساسي للبنات (5–10)", "Basic Education School for Girls (5–10)")
LAST_GRADES_BOYS = ("للتعليم ما بعد الأساسي للبنين (11–12)", "Post-Basic Education School for Boys (11–12)")
LAST_GRADES_GIRLS = ("للتعليم ما بعد الأساسي للبنات (11–12)", "Post-Basic Education School for Girls (11–12)")
ALL_GRADES = ("للتعليم الأساسي (1–12)", "Basic Education School (1–12)")

STAGES_IN_TOWN = [
    (FIRST_CYCLE, "any"),
    (SECOND_CYCLE_BOYS, "men"),
    (SECOND_CYCLE_GIRLS, "women"),
    (FIRST_CYCLE, "any"),
    (SECOND_CYCLE_GIRLS, "women"),
    (SECOND_CYCLE_BOYS, "men"),
    (LAST_GRADES_BOYS, "men"),
    (LAST_GRADES_GIRLS, "women"),
    (FIRST_CYCLE, "any"),
]
STAGES_WHERE_FEW_LIVE = [(ALL_GRADES, "any")]
FEW = 8


def schools() -> Iterator[Record]:
    for governorate_number, (_, group) in enumerate(groupby(wilayats(), lambda one: one.governorate), start=1):
        for wilayat_number, wilayat in enumerate(group, start=1):
            yield from _schools_of(wilayat, f"{governorate_number:02}{wilayat_number:02}")


def _schools_of(wilayat: Wilayat, prefix: str) -> Iterator[Record]:
    names = _Names(wilayat)
    stages = cycle(STAGES_WHERE_FEW_LIVE if wilayat.schools < FEW else STAGES_IN_TOWN)
    for serial, ((stage_ar, stage_en), kind) in zip(range(1, wilayat.schools + 1), stages, strict=False):
        name_ar, name_en = names.take(kind)
        yield Record(
            code=f"school-{prefix}{serial:03}",
            kind="school",
            name_ar=f"مدرسة {name_ar} {stage_ar}",
            name_en=f"{name_en} {stage_en}",
            parent=office_code(wilayat.key),
            governorate=wilayat.governorate,
            wilayat=wilayat.key,
        )


class _Names:
    """Gives each name of a wilayat once, the villages before the virtues."""

    def __init__(self, wilayat: Wilayat) -> None:
        shuffle = random.Random(wilayat.key).shuffle  # noqa: S311  (the same schools on every machine, not a secret)
        self.left = {kind: _names(kind) for kind in ("men", "women", "any")}
        for names in self.left.values():
            shuffle(names)
        self.left["any"] += reversed(_villages(wilayat))

    def take(self, kind: str) -> Name:
        return self.left[kind].pop()


def _names(kind: str) -> list[Name]:
    return [(row["name_ar"], row["name_en"]) for row in rows("names") if row["kind"] == kind]


def _villages(wilayat: Wilayat) -> list[Name]:
    villages = [(row["name_ar"], row["name_en"]) for row in rows("places") if row["wilayat"] == wilayat.key]
    return [(wilayat.name_ar, wilayat.name_en), *villages]
