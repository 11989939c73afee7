"""What a clerk is told by somebody without an account, and under which name it then stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.models import PartyKind, Representation
from accounts.names import initials
from contributions.models import NameProof, Recording
from contributions.receipts import new_salt

if TYPE_CHECKING:
    from accounts.models import Party


@dataclass(frozen=True, kw_only=True)
class Behalf:
    """An individual, or the verified body `organisation`, for which `name` came."""

    channel: str
    name: str
    consent: str
    consented_on: date
    language: str
    education_role: str = ""
    governorate: str = ""
    identity: str = ""
    # Under eighteen, or a pupil: then `guardian` is asked first.
    is_minor: bool = False
    guardian: str = ""
    organisation: Party | None = None
    title: str = ""
    address: str = ""

    def snapshot(self, party: Party) -> dict[str, Any]:
        """The attribution's fields on a contribution; of a minor the whole name is held with the party alone."""
        return {"party": party, "party_kind": party.kind, "attribution_salt": new_salt(), **self._names(party)}

    def _names(self, party: Party) -> dict[str, Any]:
        if self.organisation is not None:
            return {
                "name": party.name,
                "name_proof": NameProof.BODY,
                "is_verified": True,
                "capacity": Representation.Capacity.REPRESENTATIVE,
                "education_role": party.education_role,
                "governorate": party.governorate,
                "on_behalf_by": self.name,
                "by_minor": False,
            }
        return {
            "name": initials(self.name) if self.is_minor else self.name,
            "name_proof": self._proof(),
            "is_verified": False,
            "capacity": Representation.Capacity.SELF,
            "education_role": self.education_role,
            "governorate": self.governorate,
            "on_behalf_by": "",
            "by_minor": self.is_minor,
        }

    def _proof(self) -> str:
        """Of initials nothing is said."""
        if self.is_minor:
            return ""
        return NameProof.SEEN if self.identity == Recording.Identity.SEEN else NameProof.TOLD

    def party_fields(self) -> dict[str, Any]:
        """Of the party that is made for an individual: nobody speaks for it but a clerk."""
        return {
            "kind": PartyKind.INDIVIDUAL,
            "name": self.name,
            "education_role": self.education_role,
            "governorate": self.governorate,
        }
