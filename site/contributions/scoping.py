"""What somebody's role covers, where it is limited: told by the rooms that own consultations and categories.

One rule for lists and for single rows: `in_scope_of` over many, `covers` of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Case, Q, Value, When

from accounts.permissions import scopes_of
from accounts.scopes import EVERYTHING, Scope

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from contributions.models import Contribution

# Over Contribution: what belongs to one of the things with these codes.
Within = Callable[[Collection[str]], Q]
NOTHING = Q(pk__in=())

_within: dict[str, list[Within]] = defaultdict(list)


def register(kind: str, within: Within) -> None:
    """Several rooms may have something that belongs to one kind of thing."""
    _within[kind].append(within)


def in_scope_of(user: User | AnonymousUser, *roles: str) -> Q:
    """Over Contribution: what one of these roles of theirs covers. Without a limit it is no condition at all."""
    return in_scopes(scopes_of(user, *roles))


def in_scopes(scopes: Iterable[Scope]) -> Q:
    codes: dict[str, list[str]] = defaultdict(list)
    for scope in sorted(scopes):
        if scope == EVERYTHING:
            return Q()
        codes[scope.kind].append(scope.code)
    return reduce(or_, (within(codes[kind]) for kind in codes for within in _within.get(kind, ())), NOTHING)


def covers(user: User | AnonymousUser, contribution: Contribution, *roles: str) -> bool:
    """Asks the database only where a role of theirs is limited."""
    scopes = scopes_of(user, *roles)
    if EVERYTHING in scopes or not scopes:
        return bool(scopes)
    return type(contribution)._default_manager.filter(in_scopes(scopes), pk=contribution.pk).exists()


def covering(contribution: Contribution, scopes: Collection[Scope]) -> set[Scope]:
    """Which of these it belongs to; one query, however many they are."""
    wanted = sorted(set(scopes) - {EVERYTHING})
    if not wanted:
        return set()
    told = {
        f"covers_{number}": Case(When(in_scopes([scope]), then=Value(True)), default=Value(False))
        for number, scope in enumerate(wanted)
    }
    row = type(contribution)._default_manager.filter(pk=contribution.pk).order_by().values_list(*told.values()).get()
    return {scope for scope, is_covered in zip(wanted, row, strict=True) if is_covered}
