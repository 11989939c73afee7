"""What becomes of the question to a guardian when nobody needs the answer any more, and of the address after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from accounts.models import Party, Representation, User
from accounts.querysets import minor_q
from contributions.emails import guardian_of
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
    _forget_letters([leaving.user.pk])


@transaction.atomic
def forget_guardians_before(moment: datetime) -> int:
    """Addresses and codes of what was answered, lapsed or withdrawn before that, with the letters; and the addresses
    that people of age still have among their details. How many there were."""
    old = Confirmation.objects.exclude(address="").filter(closed_at__lt=moment)
    authors = set(old.values_list("contribution__author", flat=True))
    forgotten = old.update(address="", code_hash="")
    waited_for = Confirmation.objects.exclude(address="").filter(contribution__author__in=authors)
    _forget_letters(authors - set(waited_for.values_list("contribution__author", flat=True)))
    return forgotten + _forget_those_of_adults()


def _forget_those_of_adults() -> int:
    minors = Party.objects.filter(minor_q())
    speaking = Representation.objects.filter(capacity=Representation.Capacity.SELF, ends_at=None, party__in=minors)
    kept = User.objects.exclude(guardian_address="").exclude(pk__in=speaking.values("user"))
    return kept.update(guardian_address="")


def _forget_letters(authors: Iterable[int]) -> None:
    for author in authors:
        recipient = guardian_of(author)
        letters = list(OutboxMessage.objects.filter(recipient=recipient).values_list("pk", flat=True))
        forget(recipient, ())
        forget_these(letters)
