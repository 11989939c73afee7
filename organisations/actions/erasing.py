"""What goes with somebody who leaves the platform, and with time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from deadlines.actions import drop
from organisations.actions.admitting import DEADLINE, STEPS
from organisations.actions.documents import let_go
from organisations.models import Admission, Document, Invitation
from workflow.actions import take

if TYPE_CHECKING:
    from config.personal_data import Leaving


@transaction.atomic
def erase_admissions(leaving: Leaving) -> None:
    """What waits is taken back; position, reason and document go. The body's own facts stay: they are no person's."""
    own = Admission.objects.by(leaving.user)
    for admission in own.waiting():
        take(admission, "take_admission_back", steps=STEPS, field="state", by=None, reason="erasure")
        drop(DEADLINE, admission)
    own.filter(decided_at=None).update(decided_at=leaving.at)
    own.update(title="", reason="")
    for document in Document.objects.filter(admission__asker=leaving.user, gone_at=None).select_for_update():
        let_go(document)
    _forget_invitations(leaving)


def _forget_invitations(leaving: Leaving) -> None:
    """Addresses that were theirs, and the position that they were invited to."""
    addresses = [address.lower() for address in leaving.addresses]
    theirs = Invitation.objects.filter(Q(address__in=addresses) & ~Q(address="") | Q(user=leaving.user))
    theirs.filter(state=Invitation.State.INVITED).update(state=Invitation.State.TAKEN_BACK, answered_at=leaving.at)
    theirs.update(address="", title="")


def forget_invited() -> int:
    """Addresses of invitations that have run out; how many."""
    over = Invitation.objects.filter(state=Invitation.State.INVITED, expires_at__lte=timezone.now())
    return over.update(address="", state=Invitation.State.LAPSED, answered_at=timezone.now())
