"""One list whose marks change on the way: "1.", "2.", "Article 3", "4)". No typist begins a list at three."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .numbering import Label

# How many numbered lines ahead a list is looked for that goes on.
FURTHEST = 400


def with_lists_joined(readings: Mapping[int, Sequence[Label]]) -> dict[int, list[Label]]:
    """A label that no list of its own kind leads to, and that another list leads to, belongs to that one."""
    result = {place: list(labels) for place, labels in readings.items()}
    counted = {
        place: labels for place in sorted(result) if (labels := [each for each in result[place] if _counts(each)])
    }
    places = list(counted)
    latest: dict[str, Label] = {}
    leaders: dict[str, Label] = {}
    for index, place in enumerate(places):
        for label in counted[place]:
            before = _leading_to(label, latest, leaders)
            if before is None:
                continue
            for other, joined in _run_from(label, before, counted, places[index : index + FURTHEST]):
                result[other] = counted[other] = [joined]
        _remember(counted[place], latest, leaders)
    return result


def _counts(label: Label) -> bool:
    """Of those kinds that typists mix, without a path and no chapter."""
    is_common = label.family in ("digits", "ordinal") or label.family.startswith("word ")
    return is_common and not (label.path or label.is_group or label.is_repeated)


def _leading_to(label: Label, latest: Mapping[str, Label], leaders: dict[str, Label]) -> Label | None:
    own = latest.get(label.family)
    if label.value < 2 or (own and own.value in (label.value - 1, label.value)):
        return None
    newest = next((each for family, each in reversed(leaders.items()) if family != label.family), None)
    return newest if newest and newest.value == label.value - 1 else None


def _run_from(
    label: Label, before: Label, counted: Mapping[int, Sequence[Label]], places: Sequence[int]
) -> list[tuple[int, Label]]:
    """The labels that join: up to where the other list goes on with the very next number. A list that never goes on
    is joined by what is a number without doubt; one that begins again, or goes on elsewhere, is another list."""
    run: list[tuple[int, Label]] = []
    value, is_sure = label.value, True
    for place in places:
        found = next((each for each in counted[place] if each.value == value), None)
        if any(each.family == before.family for each in counted[place]):
            return run if found is not None and found.family == before.family else []
        if found is None:
            if any(each.is_strong or each.family == label.family for each in counted[place]):
                return []
            continue
        run.append((place, replace(found, family=before.family, style=before.style)))
        value, is_sure = value + 1, is_sure and found.is_strong
    return run if is_sure else []


def _remember(labels: Sequence[Label], latest: dict[str, Label], leaders: dict[str, Label]) -> None:
    """A list is led by what is a number without doubt, and by what counts on."""
    for label in labels:
        own = latest.get(label.family)
        if label.is_strong or label.family == "digits" or (own and own.value == label.value - 1):
            leaders.pop(label.family, None)
            leaders[label.family] = label
        latest[label.family] = label
