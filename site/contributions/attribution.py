"""Under which name and standing somebody speaks: the same facts for the preview and for the snapshot that is kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.socialaccount.models import SocialAccount
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.models import PartyKind, Representation
from accounts.names import initials, published_name
from accounts.proof import identity_of, is_name_in
from config.prepared import prepared
from contributions.models import Contribution, NameProof
from contributions.receipts import new_salt

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def voices(user: User | AnonymousUser) -> list[Representation]:
    """In whose names somebody may speak now, their own first. One query."""
    if not user.is_authenticated:
        return []
    found = _current(user.pk, timezone.now())
    own = next((voice for voice in found if voice.capacity == Representation.Capacity.SELF), None)
    for voice in found:
        voice.user = user
        voice.is_of_minor = own is not None and own.party.is_minor  # type: ignore[attr-defined]
    return sorted(
        found,
        key=lambda voice: (voice.capacity != Representation.Capacity.SELF, voice.party.name),
    )


@prepared
def _current(user: int, now: datetime) -> QuerySet[Representation]:
    """With what their national identity says of them, so that a preview asks nothing more."""
    said = SocialAccount.objects.filter(user=OuterRef("user")).order_by("pk").values("extra_data")[:1]
    return Representation.objects.filter(user=user).speaking(now).for_list().annotate(said_by_identity=Subquery(said))


def is_of_minor(representation: Representation) -> bool:
    """Whether a minor speaks, be it for a body: who a representative is, only their own party says."""
    if representation.capacity == Representation.Capacity.SELF:
        return representation.party.is_minor
    known: bool | None = getattr(representation, "is_of_minor", None)
    if known is None:
        own = representation.user.representations.speaking_for_self().select_related("party").first()
        known = own is not None and own.party.is_minor
    return known


def forget_age(representation: Representation) -> None:
    """Once the account is held: what the page knew when it was read may have been corrected since."""
    representation.__dict__.pop("is_of_minor", None)


def name_proof(representation: Representation) -> str:
    """Whose word the name that is published rests on. The identity's only where it is the very name that it gave, so
    that a name which was changed since is declared."""
    party = representation.party
    organisation = getattr(party, "organisation", None)
    if organisation and organisation.is_verified:
        return NameProof.BODY
    if party.kind != PartyKind.INDIVIDUAL or party.is_minor:
        return ""
    return NameProof.IDENTITY if is_name_in(_said_by_identity(representation), party.name) else NameProof.DECLARED


def _said_by_identity(representation: Representation) -> dict[str, Any]:
    if hasattr(representation, "said_by_identity"):
        return representation.said_by_identity or {}
    identity = identity_of(representation.user)
    return identity.extra_data if identity else {}


def snapshot(representation: Representation) -> dict[str, Any]:
    """The attribution's fields on a contribution, as they stand now."""
    party = representation.party
    speaks_for_self = representation.capacity == Representation.Capacity.SELF
    organisation = getattr(party, "organisation", None)
    by_minor = is_of_minor(representation)
    speaker = representation.user.first_name
    return {
        "party": party,
        "name": published_name(party),
        "name_proof": name_proof(representation),
        "party_kind": party.kind,
        "is_verified": bool(organisation and organisation.is_verified),
        "capacity": representation.capacity,
        "education_role": party.education_role,
        "governorate": party.governorate,
        "on_behalf_by": "" if speaks_for_self else initials(speaker) if by_minor else speaker,
        "by_minor": by_minor,
        "attribution_salt": new_salt(),
    }


def preview(representation: Representation) -> Contribution:
    """An unsaved contribution that carries only the attribution, for *published as …*."""
    return Contribution(**snapshot(representation))
