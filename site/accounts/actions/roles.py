"""Granting roles in the back office, and ending them."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from accounts.models import Role, RoleGrant, User
from accounts.permissions import can_grant_roles, forget_roles
from workflow.actions import record
from workflow.errors import IllegalStep

# Roles that work in Wagtail's admin: the Django group of the same name carries what they may do there.
WAGTAIL_ROLES = {Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR}


@transaction.atomic
def grant_role(user: User, role: str, *, by: User | None, unit_code: str = "", note: str = "") -> RoleGrant:
    """Give a role in the back office. `by` is None for the operator, who works at the machine itself."""
    if by is not None and not can_grant_roles(by):
        raise PermissionDenied
    if any(each.user_id == user.pk and each.unit_code == unit_code for each in _held(role)):
        raise IllegalStep(_("This account has the role already; nothing was changed."))
    grant = RoleGrant.objects.create(user=user, role=role, unit_code=unit_code, granted_by=by, starts_at=timezone.now())
    if role in WAGTAIL_ROLES:
        user.groups.add(wagtail_group(role))
        _greet_in_their_language(user)
    record(grant, "grant", by=by, note=note, data=_said(grant) | ({} if by else {"by": "operator"}))
    forget_roles(user)
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, by: User, note: str = "") -> None:
    held = _held(grant.role)
    forget_roles(by)  # of two administrators who end one another, the second finds out here
    if not can_grant_roles(by):
        raise PermissionDenied
    grant = _still_held(grant, held, by=by)
    grant.ends_at = timezone.now()
    grant.save(update_fields=["ends_at"])
    same = [each for each in held if each.user_id == grant.user_id and each.pk != grant.pk]
    if grant.role in WAGTAIL_ROLES and not same:
        grant.user.groups.remove(wagtail_group(grant.role))
    record(grant, "end", by=by, note=note, data=_said(grant))
    forget_roles(grant.user)


def _held(role: str) -> list[RoleGrant]:
    """Who has the role now; nobody else ends one of them meanwhile."""
    rows = RoleGrant.objects.filter(role=role).select_for_update(of=("self",)).select_related("user").order_by("pk")
    return [grant for grant in rows if grant.is_current]


def _still_held(grant: RoleGrant, held: list[RoleGrant], *, by: User) -> RoleGrant:
    found = next((each for each in held if each.pk == grant.pk), None)
    if found is None:
        raise IllegalStep(_("This role has ended already; nothing was changed."))
    own = [each for each in held if each.user_id == by.pk]
    if found.role == Role.ADMINISTRATOR and own == [found]:
        raise IllegalStep(_("Nobody ends their own right to grant roles: another administrator does it."))
    return found


def _said(grant: RoleGrant) -> dict[str, str | int]:
    said: dict[str, str | int] = {"role": str(grant.role)}
    return said | {"unit": grant.unit_code} if grant.unit_code else said


def _greet_in_their_language(user: User) -> None:
    """Wagtail's admin speaks the person's language, until they choose another there."""
    profile = UserProfile.get_for_user(user)
    if not profile.preferred_language:
        profile.preferred_language = user.language
        profile.save(update_fields=["preferred_language"])


def wagtail_group(role: str) -> Group:
    """The group of that name, let into Wagtail's admin; what it may do with pages is given by `policies`."""
    group, _created = Group.objects.get_or_create(name=str(role))
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group
