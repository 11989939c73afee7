"""The Django groups by which Wagtail's admin knows what somebody may do there: they follow the roles, and nothing else
gives or takes them."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.models import Role, RoleGrant, User

# Roles that work in Wagtail's admin: the Django group of the same name carries what they may do there.
WAGTAIL_ROLES = {Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR}


@transaction.atomic
def settle_groups(user: User) -> bool:
    """As the roles are at this moment: a grant may have begun or ended by the clock since. Whether anything changed."""
    held = _held(user)
    groups = set(user.groups.filter(name__in=WAGTAIL_ROLES).values_list("name", flat=True))
    for role in held - groups:
        user.groups.add(wagtail_group(role))
    for role in groups - held:
        user.groups.remove(wagtail_group(role))
    if held - groups:
        _greet_in_their_language(user)
    return held != groups


def settle_all() -> int:
    """Of everybody whose roles and groups say different things; how many. Nothing is asked of the others' rows."""
    holding = RoleGrant.objects.current().filter(role__in=WAGTAIL_ROLES).order_by().values_list("user", "role")
    listed = User.groups.through.objects.filter(group__name__in=WAGTAIL_ROLES).values_list("user", "group__name")
    differing = {pk for pk, _role in set(holding) ^ set(listed)}
    return sum(settle_groups(user) for user in User.objects.filter(pk__in=differing).order_by("pk"))


def wagtail_group(role: str) -> Group:
    """The group of that name, let into Wagtail's admin; what it may do with pages is given by `policies`."""
    group, _created = Group.objects.get_or_create(name=str(role))
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group


def _held(user: User) -> set[str]:
    current = RoleGrant.objects.current(timezone.now()).filter(user=user, role__in=WAGTAIL_ROLES)
    return set(current.values_list("role", flat=True))


def _greet_in_their_language(user: User) -> None:
    """Wagtail's admin speaks the person's language, until they choose another there."""
    profile = UserProfile.get_for_user(user)
    if not profile.preferred_language:
        profile.preferred_language = user.language
        profile.save(update_fields=["preferred_language"])
