"""What two people decide about one body at once, they decide one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Organisation, Representation
from accounts.permissions import can_manage_parties
from organisations.permissions import can_administer, spoke_for
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User


def lock(organisation: Organisation) -> None:
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def lock_for(organisation: Organisation, by: User) -> None:
    """For whoever administers it, there or in the office. Who did a moment ago is told; a stranger is turned away."""
    lock(organisation)
    if can_administer(by, organisation) or can_manage_parties(by):
        return
    if spoke_for(by, organisation):
        raise IllegalStep(_("You no longer administer this organisation; nothing was changed."))
    raise PermissionDenied


def still_stands(representation: Representation) -> Organisation:
    """The body, locked by the caller; refused where the representation has ended meanwhile."""
    representation.refresh_from_db(fields=["ends_at", "is_administrator", "title"])
    if not representation.is_current:
        raise IllegalStep(_("This person speaks for the organisation no longer; nothing was changed."))
    organisation: Organisation = representation.party.organisation  # type: ignore[attr-defined]
    return organisation
