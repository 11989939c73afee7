"""Which codes name a unit that a role may be limited to: answered by the room that knows the units."""

from collections.abc import Callable

_exists: list[Callable[[str], bool]] = []


def answer_with(exists: Callable[[str], bool]) -> None:
    _exists.append(exists)


def is_unit(code: str) -> bool:
    return any(exists(code) for exists in _exists)
