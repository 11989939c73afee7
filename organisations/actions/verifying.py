"""An officer's word on a body that is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actions import verify_organisation
from accounts.actions import withdraw_verification as withdraw
from organisations import emails
from workflow.models import Step

if TYPE_CHECKING:
    from accounts.models import Organisation, User


def verify(organisation: Organisation, *, by: User, note: str) -> None:
    verify_organisation(organisation, by=by, note=note)


@transaction.atomic
def withdraw_verification(organisation: Organisation, *, by: User, reason: str) -> None:
    """Its administrators are told why."""
    withdraw(organisation, by=by, reason=reason)
    step = Step.objects.of(organisation).filter(name="withdraw_verification").last()
    assert step is not None
    emails.tell_verification_withdrawn(organisation, step)
