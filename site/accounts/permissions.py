"""Who somebody is in the back office. Rooms build their own `can_<verb>` from these."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import RoleGrant
from config.prepared import prepared

if TYPE_CHECKING:
    from accounts.models import Party, Representation, User


def roles_of(user: User | AnonymousUser) -> frozenset[str]:
    """The roles held now; asked of the database once for each user object, that is once a request."""
    if not user.is_authenticated or not user.is_active or user.is_suspended:
        return frozenset()
    held: frozenset[str] | None = getattr(user, "_roles", None)
    if held is None:
        held = frozenset(_held(user.pk, timezone.now()))
        user._roles = held  # type: ignore[attr-defined, union-attr]
    return held


@prepared
def _held(user: int, now: datetime) -> QuerySet[Any]:
    return RoleGrant.objects.filter(user=user).current(now).values_list("role", flat=True)


def forget_roles(user: User) -> None:
    """After a change: the next question goes to the database."""
    user.__dict__.pop("_roles", None)


def has_role(user: User | AnonymousUser, *roles: str) -> bool:
    return bool(roles_of(user) & set(roles))


def is_staff_member(user: User | AnonymousUser) -> bool:
    return bool(roles_of(user))


def can_speak_as(user: User | AnonymousUser, representation: Representation) -> bool:
    return user.is_authenticated and representation.user_id == user.pk and representation.may_speak


def speaks_for(user: User | AnonymousUser, party: Party) -> bool:
    """Whether this is the party's own voice: nobody decides on their own text or their organisation's."""
    if not user.is_authenticated:
        return False
    return user.representations.current().filter(party=party).exists()  # type: ignore[union-attr]


def can_change_profile(user: User | AnonymousUser, account: User) -> bool:
    """Everybody says for themself who they are."""
    return user.is_authenticated and user.is_active and user.pk == account.pk


def can_end_sessions(user: User | AnonymousUser, account: User) -> bool:
    """One's own, and those of whoever is suspended."""
    return user.is_authenticated and (user.pk == account.pk or has_role(user, "administrator"))


def can_grant_roles(user: User | AnonymousUser) -> bool:
    return has_role(user, "administrator")


def can_suspend(user: User | AnonymousUser) -> bool:
    return has_role(user, "administrator")


def can_manage_parties(user: User | AnonymousUser) -> bool:
    """Register and verify bodies, and say who speaks for them."""
    return has_role(user, "administrator")


def can_keep_lists(user: User | AnonymousUser) -> bool:
    return has_role(user, "administrator")
