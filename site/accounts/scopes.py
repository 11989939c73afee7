"""What a role can be limited to. The rooms that own such things say so when `AppConfig.ready()` runs: nothing here
knows a unit, a consultation or a category."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

Named = tuple[str, str]  # the code, and what it is called in the reader's language
Groups = Iterable[tuple[str | Promise, list[Named]]]


@dataclass(frozen=True, order=True)
class Scope:
    """As it is stored: two codes. A code whose kind or thing is gone covers nothing."""

    kind: str = ""
    code: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}" if self.kind else ""

    @classmethod
    def read(cls, value: str) -> Scope:
        """What `str` wrote."""
        kind, _colon, code = value.partition(":")
        return cls(kind, code) if code else EVERYTHING


EVERYTHING = Scope()


@dataclass(frozen=True)
class ScopeKind:
    """`word`: what one of them is, before its name. `options`: what can be chosen now, under headings; `names`: what
    any of these codes is called, chosen long ago too; `find`: those that are too many for a list, by what somebody
    writes of one."""

    word: str | Promise
    roles: frozenset[str]
    options: Callable[[], Groups]
    names: Callable[[Collection[str]], Mapping[str, str]]
    find: Callable[[str], list[Named]] | None = None


_kinds: dict[str, ScopeKind] = {}


def register(code: str, kind: ScopeKind) -> None:
    _kinds[code] = kind


def kinds() -> Mapping[str, ScopeKind]:
    return _kinds


def may_be_limited(role: str, scope: Scope) -> bool:
    """Whether this role can be limited to such a thing; every role can do without a limit."""
    if scope == EVERYTHING:
        return True
    kind = _kinds.get(scope.kind)
    return kind is not None and role in kind.roles


def exists(scope: Scope) -> bool:
    if scope == EVERYTHING:
        return True
    kind = _kinds.get(scope.kind)
    return kind is not None and scope.code in kind.names([scope.code])


def found(text: str) -> list[tuple[str, str]]:
    """(scope as it is stored, name) of what is too long for the list and is called so."""
    return [
        (str(Scope(code, thing)), name) for code, kind in _kinds.items() if kind.find for thing, name in kind.find(text)
    ]


def names_of(scopes: Iterable[Scope]) -> dict[Scope, str]:
    """In the reader's language; one query a kind. What nothing is known of any more keeps its code."""
    wanted = set(scopes) - {EVERYTHING}
    said: dict[Scope, str] = {}
    for kind in {scope.kind for scope in wanted}:
        codes = sorted(scope.code for scope in wanted if scope.kind == kind)
        named = _kinds[kind].names(codes) if kind in _kinds else {}
        said |= {Scope(kind, code): named.get(code, code) for code in codes}
    return said
