"""Opening accounts, giving them a voice, and granting roles in the back office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.models import Organisation, Party, PartyKind, Representation, Role, RoleGrant, User
from accounts.permissions import can_grant_roles
from workflow.actions import record

if TYPE_CHECKING:
    from datetime import date

# Roles that work in Wagtail's admin: the Django group of the same name carries what they may do there.
WAGTAIL_ROLES = {Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR}


@transaction.atomic
def open_account(
    *,
    email: str,
    password: str | None,
    name: str,
    by: User | None,
    education_role: str = "",
    governorate: str = "",
    language: str = "ar",
    born_on: date | None = None,
) -> User:
    """An account whose address is taken as verified, with the party it speaks as. For clerks, set-up and tests."""
    user = User.objects.create_user(email, password, first_name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    give_self(user, name=name, education_role=education_role, governorate=governorate, born_on=born_on, by=by)
    return user


@transaction.atomic
def give_self(
    user: User,
    *,
    name: str,
    by: User | None,
    education_role: str = "",
    governorate: str = "",
    born_on: date | None = None,
) -> Representation:
    """The simple case: a person who speaks for themself."""
    party = Party.objects.create(
        kind=PartyKind.INDIVIDUAL, name=name, education_role=education_role, governorate=governorate, born_on=born_on
    )
    representation = Representation.objects.create(
        user=user, party=party, capacity=Representation.Capacity.SELF, starts_at=timezone.now()
    )
    record(representation, "begin", by=by)
    return representation


@transaction.atomic
def register_organisation(
    *,
    name: str,
    by: User,
    governorate: str = "",
    kind: str = PartyKind.ORGANISATION,
    verified: bool = False,
    registration_number: str = "",
) -> Party:
    """A body with a name of its own. `verified` is an officer's word that its document was seen."""
    party = Party.objects.create(kind=kind, name=name, governorate=governorate)
    organisation = Organisation.objects.create(party=party, registration_number=registration_number)
    record(organisation, "register", by=by)
    if verified:
        verify_organisation(organisation, by=by)
    return party


@transaction.atomic
def verify_organisation(organisation: Organisation, *, by: User) -> None:
    if not can_grant_roles(by):
        raise PermissionDenied
    organisation.verified_at = timezone.now()
    organisation.verified_by = by
    organisation.save(update_fields=["verified_at", "verified_by"])
    record(organisation, "verify", by=by)


@transaction.atomic
def appoint_representative(
    user: User, party: Party, *, by: User, title: str = "", capacity: str = Representation.Capacity.REPRESENTATIVE
) -> Representation:
    """Let somebody speak for an organisation from now on."""
    representation = Representation.objects.create(
        user=user, party=party, capacity=capacity, title=title, starts_at=timezone.now()
    )
    record(representation, "begin", by=by)
    return representation


@transaction.atomic
def grant_role(user: User, role: str, *, by: User | None, unit_code: str = "") -> RoleGrant:
    """Give a role in the back office; `by` is None only at set-up, when nobody is there yet."""
    if by is not None and not can_grant_roles(by):
        raise PermissionDenied
    grant = RoleGrant.objects.create(user=user, role=role, unit_code=unit_code, granted_by=by, starts_at=timezone.now())
    if role in WAGTAIL_ROLES:
        user.groups.add(wagtail_group(role))
        _greet_in_their_language(user)
    record(grant, "grant", by=by, data={"role": str(role)})
    if hasattr(user, "_roles"):
        del user._roles
    return grant


def _greet_in_their_language(user: User) -> None:
    """Wagtail's admin speaks the person's language, until they choose another there."""
    profile = UserProfile.get_for_user(user)
    if not profile.preferred_language:
        profile.preferred_language = user.language
        profile.save(update_fields=["preferred_language"])


@transaction.atomic
def end_role(grant: RoleGrant, *, by: User) -> None:
    if not can_grant_roles(by):
        raise PermissionDenied
    grant.ends_at = timezone.now()
    grant.save(update_fields=["ends_at"])
    if grant.role in WAGTAIL_ROLES:
        grant.user.groups.remove(wagtail_group(grant.role))
    record(grant, "end", by=by, data={"role": grant.role})


def wagtail_group(role: str) -> Group:
    """The group of that name, let into Wagtail's admin; what it may do with pages is given by `policies`."""
    group, _created = Group.objects.get_or_create(name=str(role))
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group
