"""Who somebody is in the back office. Rooms build their own `can_<verb>` from these."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import RoleGrant
from accounts.querysets import last_birthday_of_age
from accounts.scopes import EVERYTHING, Scope
from config.prepared import prepared

if TYPE_CHECKING:
    from accounts.models import Party, Representation, User


def grants_of(user: User | AnonymousUser) -> frozenset[tuple[str, Scope]]:
    """The roles held now, each with what it is limited to; asked of the database once for each user object, that is
    once a request."""
    if not user.is_authenticated or not user.is_active or user.is_suspended:
        return frozenset()
    held: frozenset[tuple[str, Scope]] | None = getattr(user, "_grants", None)
    if held is None:
        held = frozenset((role, Scope(kind, code)) for role, kind, code in _held(user.pk, timezone.now()))
        user._grants = held  # type: ignore[attr-defined, union-attr]
    return held


@prepared
def _held(user: int, now: datetime) -> QuerySet[Any]:
    return RoleGrant.objects.filter(user=user).current(now).values_list("role", "scope_kind", "scope_code")


def forget_roles(user: User) -> None:
    """After a change: the next question goes to the database."""
    user.__dict__.pop("_grants", None)


def roles_of(user: User | AnonymousUser) -> frozenset[str]:
    """Whatever each is limited to."""
    return frozenset(role for role, _scope in grants_of(user))


def scopes_of(user: User | AnonymousUser, *roles: str) -> frozenset[Scope]:
    """What they hold one of these roles for; `EVERYTHING` among them is no limit, and none at all is no role."""
    return frozenset(scope for role, scope in grants_of(user) if role in roles)


def has_role_for_everything(user: User | AnonymousUser, *roles: str) -> bool:
    return EVERYTHING in scopes_of(user, *roles)


def has_role(user: User | AnonymousUser, *roles: str) -> bool:
    return bool(roles_of(user) & set(roles))


def is_staff_member(user: User | AnonymousUser) -> bool:
    return bool(roles_of(user))


def can_speak_as(user: User | AnonymousUser, representation: Representation) -> bool:
    return user.is_authenticated and representation.user_id == user.pk and representation.may_speak


def may_hold_office(user: User) -> bool:
    """Grown-ups may: of a minor even colleagues read initials."""
    own = user.representations.speaking_for_self().select_related("party").first()
    return own is None or not own.party.is_minor


def is_known_minor(user: User) -> bool:
    """By the date of birth: that was so before they wrote too, whatever they have been in education since."""
    own = user.representations.speaking_for_self().filter(party__born_on__gt=last_birthday_of_age())
    return own.exists()


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


def can_correct_birth_dates(user: User | AnonymousUser) -> bool:
    return has_role(user, "administrator")


def can_manage_parties(user: User | AnonymousUser) -> bool:
    """Register and verify bodies, and say who speaks for them."""
    return has_role(user, "administrator")


def can_keep_lists(user: User | AnonymousUser) -> bool:
    return has_role(user, "administrator")
