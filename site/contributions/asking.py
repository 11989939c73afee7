"""How often a guardian may be asked: nobody's mailbox is filled by way of this service."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from contributions.attribution import is_of_minor
from contributions.errors import AskedJustNow, AskedTooOften
from contributions.models import Confirmation
from contributions.permissions import can_record
from workflow.models import Step

if TYPE_CHECKING:
    from accounts.models import Representation, User

# Messages about one text; of one minor in a day; and to one address in a day.
MOST_TIMES = 5
MOST_A_DAY = 10
MOST_TO_ONE = 20
# A message is on its way for as long as that, and a second one would make its code worthless.
ON_ITS_WAY = timedelta(minutes=1)


def refuse_asking(user: User, address: str) -> None:
    since = timezone.now() - timedelta(days=1)
    of_one = Step.objects.filter(by=user, name="ask_guardian", at__gt=since).count()
    # A clerk asks for many.
    if (of_one >= MOST_A_DAY and not can_record(user)) or Confirmation.objects.asked_since(
        since, address
    ).count() >= MOST_TO_ONE:
        raise AskedTooOften


def refuse_hurry(asked: Confirmation, address: str) -> None:
    if asked.address == address and timezone.now() - asked.asked_at < ON_ITS_WAY:
        raise AskedJustNow


def known_guardian(voices: Sequence[Representation]) -> str:
    """The address that the minor who speaks gave before; empty where none is known, and for everybody else."""
    return voices[0].user.guardian_address if voices and is_of_minor(voices[0]) else ""


def guardianless(voices: Sequence[Representation]) -> User | None:
    """The minor who speaks, where nobody is known yet who could confirm what they send."""
    if not voices or not is_of_minor(voices[0]) or voices[0].user.guardian_address:
        return None
    return voices[0].user
