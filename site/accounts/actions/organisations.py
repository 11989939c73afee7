"""Bodies with a name of their own, and who speaks for them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, Party, PartyKind, Representation, User
from accounts.permissions import can_manage_parties
from workflow.actions import record
from workflow.errors import IllegalStep

Capacity = Representation.Capacity


@transaction.atomic
def register_organisation(
    *,
    name: str,
    by: User,
    governorate: str = "",
    kind: str = PartyKind.ORGANISATION,
    body_kind: str = "",
    verified: bool = False,
    registration_number: str = "",
) -> Party:
    """A body with a name of its own. `verified` is an officer's word that its document was seen."""
    if not can_manage_parties(by):
        raise PermissionDenied
    party = Party.objects.create(kind=kind, name=name, governorate=governorate)
    organisation = Organisation.objects.create(party=party, kind=body_kind, registration_number=registration_number)
    record(organisation, "register", by=by)
    if verified:
        verify_organisation(organisation, by=by)
    return party


@transaction.atomic
def verify_organisation(organisation: Organisation, *, by: User, note: str = "") -> None:
    """From now on its representatives speak in its name."""
    _lock(organisation, by)
    if organisation.is_verified:
        raise IllegalStep(_("This organisation is verified already; nothing was changed."))
    _set_verified(organisation, by)
    record(organisation, "verify", by=by, note=note)


@transaction.atomic
def withdraw_verification(organisation: Organisation, *, by: User, reason: str) -> None:
    """Nobody speaks in its name until it is verified again. What was published stays as it was published."""
    _lock(organisation, by)
    if not organisation.is_verified:
        raise IllegalStep(_("This organisation is not verified; nothing was changed."))
    _set_verified(organisation, None)
    record(organisation, "withdraw_verification", by=by, note=reason)


def _lock(organisation: Organisation, by: User) -> None:
    if not can_manage_parties(by):
        raise PermissionDenied
    organisation.refresh_from_db(from_queryset=Organisation.objects.select_for_update())


def _set_verified(organisation: Organisation, by: User | None) -> None:
    organisation.verified_at = timezone.now() if by else None
    organisation.verified_by = by
    organisation.save(update_fields=["verified_at", "verified_by"])


@transaction.atomic
def appoint_representative(
    user: User,
    party: Party,
    *,
    by: User,
    title: str = "",
    capacity: str = Capacity.REPRESENTATIVE,
    is_administrator: bool | None = None,
) -> Representation:
    """Let somebody speak for an organisation from now on. Unless it is said, its first one administers it."""
    if not can_manage_parties(by):
        raise PermissionDenied
    if is_administrator is None:
        is_administrator = not party.representations.administering().exists()  # type: ignore[attr-defined]
    return begin_representing(user, party, by=by, title=title, capacity=capacity, is_administrator=is_administrator)


def begin_representing(
    user: User,
    party: Party,
    *,
    by: User,
    title: str = "",
    capacity: str = Capacity.REPRESENTATIVE,
    is_administrator: bool = False,
) -> Representation:
    """Within the action of whoever has looked who may."""
    representation = Representation.objects.create(
        user=user,
        party=party,
        capacity=capacity,
        title=title,
        is_administrator=is_administrator,
        starts_at=timezone.now(),
    )
    record(representation, "begin", by=by)
    return representation


def hold_voice(representation: Representation, *, by: User) -> None:
    """As it stands now, within the action of whoever is about to speak: who suspends or erases their account, removes
    them, or takes the body's verification back, has been a moment faster and is read here, or waits until the words
    have been received."""
    by.refresh_from_db(
        fields=["is_active", "suspended_until"], from_queryset=User.objects.select_for_update(no_key=True)
    )
    if representation.party.kind == PartyKind.INDIVIDUAL:
        # A date that was corrected meanwhile decides under which name they speak, and whether a guardian is asked.
        representation.party.refresh_from_db(fields=["born_on"])
    elif hold_verification(representation.party):
        representation.refresh_from_db(fields=["ends_at"])


def hold_verification(party: Party) -> bool:
    """The same of a body's verification alone, for whoever records what it says; False where it is no body."""
    organisation: Organisation | None = getattr(party, "organisation", None)
    if organisation is None:
        return False
    locked = Organisation.objects.select_for_update(no_key=True)
    organisation.refresh_from_db(fields=["verified_at"], from_queryset=locked)
    return True
