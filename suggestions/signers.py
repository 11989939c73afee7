"""Who signs a suggestion with its author, as the room of contributions asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from contributions.kinds import Signers
from suggestions.actions import is_open_to_signatures
from suggestions.models import CoParty
from suggestions.permissions import can_invite
from suggestions.queries import co_parties_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from contributions.models import Contribution


def _asking(user: User | AnonymousUser, contribution: Contribution) -> str:
    suggestion = contribution.suggestion
    if not can_invite(user, suggestion) or not is_open_to_signatures(suggestion):
        return ""
    return reverse("suggestions:parties", args=[contribution.reference])


signers = Signers(
    of=co_parties_of,
    by=lambda user: CoParty.objects.in_the_voice_of(user).values("suggestion__contribution"),
    asking=_asking,
)
