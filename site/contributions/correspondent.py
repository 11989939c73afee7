"""Who is told what becomes of a contribution: its author, or whoever a clerk recorded it for, at the address that they
left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from contributions.models import Contribution


@dataclass(frozen=True)
class Correspondent:
    # As the outbox names them.
    recipient: str
    name: str
    language: str
    email: str = ""
    phone: str = ""
    # Without an account there is no page of one's own: whatever is told leads to where the code is asked for.
    has_account: bool = True


def correspondent_of(contribution: Contribution) -> Correspondent:
    if not contribution.is_recorded:
        author = contribution.author
        return Correspondent(f"user:{author.pk}", author.first_name, author.language, author.email, author.phone)
    noted = contribution.recording
    name = contribution.on_behalf_by or contribution.party.name
    return Correspondent(recorded(contribution.reference), name, noted.language, noted.email, noted.phone, False)


def recorded(reference: str) -> str:
    """How the outbox names whoever has no account."""
    return f"recorded:{reference}"


def language_of_letters(contribution: Contribution) -> str:
    return correspondent_of(contribution).language


def follow_address(reference: str, language: str) -> str:
    """Where somebody without an account follows their contribution, in full."""
    return f"{settings.SITE_URL}/{language}/follow/{reference}/"
