"""Bodies with a name of their own, and who speaks for them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, Party, PartyKind, Representation, User
from accounts.permissions import can_manage_parties
from workflow.actions import record


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
    if not can_manage_parties(by):
        raise PermissionDenied
    party = Party.objects.create(kind=kind, name=name, governorate=governorate)
    organisation = Organisation.objects.create(party=party, registration_number=registration_number)
    record(organisation, "register", by=by)
    if verified:
        verify_organisation(organisation, by=by)
    return party


@transaction.atomic
def verify_organisation(organisation: Organisation, *, by: User) -> None:
    if not can_manage_parties(by):
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
    if not can_manage_parties(by):
        raise PermissionDenied
    representation = Representation.objects.create(
        user=user, party=party, capacity=capacity, title=title, starts_at=timezone.now()
    )
    record(representation, "begin", by=by)
    return representation
