"""Under which name and standing somebody speaks: the same facts for the preview and for the snapshot that is kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Representation
from accounts.names import published_name
from config.prepared import prepared
from contributions.models import Contribution
from contributions.receipts import new_salt

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def voices(user: User | AnonymousUser) -> list[Representation]:
    """In whose names somebody may speak now, their own first. One query."""
    if not user.is_authenticated:
        return []
    found = _current(user.pk, timezone.now())
    for voice in found:
        voice.user = user
    return sorted(
        found,
        key=lambda voice: (voice.capacity != Representation.Capacity.SELF, voice.party.name),
    )


@prepared
def _current(user: int, now: datetime) -> QuerySet[Representation]:
    return Representation.objects.filter(user=user).current(now).for_list()


def snapshot(representation: Representation) -> dict[str, Any]:
    """The attribution's fields on a contribution, as they stand now."""
    party = representation.party
    speaks_for_self = representation.capacity == Representation.Capacity.SELF
    organisation = getattr(party, "organisation", None)
    return {
        "party": party,
        "name": published_name(party),
        "party_kind": party.kind,
        "is_verified": bool(organisation and organisation.is_verified),
        "capacity": representation.capacity,
        "education_role": party.education_role,
        "governorate": party.governorate,
        "on_behalf_by": "" if speaks_for_self else representation.user.first_name,
        "attribution_salt": new_salt(),
    }


def preview(representation: Representation) -> Contribution:
    """An unsaved contribution that carries only the attribution, for *published as …*."""
    return Contribution(**snapshot(representation))
