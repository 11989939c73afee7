"""What becomes of the question to a guardian when nobody needs the answer any more, and of the address after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from accounts.models import Party, Representation, User
from accounts.querysets import minor_q
from contributions.emails import guardian_of, guardian_of_recorded
from contributions.models import Confirmation, Contribution
from messaging.actions import forget, forget_these
from messaging.models import OutboxMessage

if TYPE_CHECKING:
    from config.personal_data import Leaving


def close_unanswered(contribution: Contribution) -> None:
    """Withdrawn: the code that was sent opens nothing any more."""
    if contribution.by_minor:
        waiting = Confirmation.objects.filter(contribution=contribution, state=Confirmation.State.WAITING)
        waiting.update(state=Confirmation.State.DROPPED, closed_at=timezone.now())


@transaction.atomic
def erase_guardians(leaving: Leaving) -> None:
    """Whoever goes takes along the address that they gave, and the letters to it."""
    own = Confirmation.objects.filter(contribution__author=leaving.user)
    own.update(address="", code_hash="")
    _forget_letters([guardian_of(leaving.user.pk)])


@transaction.atomic
def forget_guardians_before(moment: datetime) -> int:
    """Addresses and codes of what was answered, lapsed or withdrawn before that, with the letters; and the addresses
    that people of age still have among their details. How many there were."""
    old = Confirmation.objects.exclude(address="").filter(closed_at__lt=moment)
    authors = set(old.values_list("contribution__author", flat=True))
    recorded = old.filter(contribution__recorded_by__isnull=False)
    references = list(recorded.values_list("contribution__reference", flat=True))
    forgotten = old.update(address="", code_hash="")
    waited_for = Confirmation.objects.exclude(address="").filter(contribution__author__in=authors)
    waiting = set(waited_for.values_list("contribution__author", flat=True))
    _forget_letters(guardian_of(author) for author in authors - waiting)
    _forget_letters(guardian_of_recorded(reference) for reference in references)
    return forgotten + _forget_those_of_adults()


def _forget_those_of_adults() -> int:
    minors = Party.objects.filter(minor_q())
    speaking = Representation.objects.filter(capacity=Representation.Capacity.SELF, ends_at=None, party__in=minors)
    kept = User.objects.exclude(guardian_address="").exclude(pk__in=speaking.values("user"))
    return kept.update(guardian_address="")


def _forget_letters(recipients: Iterable[str]) -> None:
    for recipient in recipients:
        letters = list(OutboxMessage.objects.filter(recipient=recipient).values_list("pk", flat=True))
        forget(recipient, ())
        forget_these(letters)
