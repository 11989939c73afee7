"""What becomes of somebody's contributions when it turns out that they are under eighteen, and were when they wrote.

submitted, held ──withdraw_of_minor──▶ withdrawn    not public yet, nor ever: sent again, it waits for a guardian

What was public once keeps its name. A new wording for it, which no guardian has read, is set aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from contributions.actions.setting_aside import set_amendment_aside
from contributions.actions.withdrawing import take_out_of_sight
from contributions.models import Amendment, Contribution, Decision, Moderation

if TYPE_CHECKING:
    from accounts.models import User

# Under their whole name, for the receipt signs it: there is no other way to initials than to send it again.
WAITING = (Moderation.SUBMITTED, Moderation.HELD)


@transaction.atomic
def set_aside_of_minor(user: User, *, by: User) -> None:
    """For the action that has locked the account: nothing new comes meanwhile."""
    own = Contribution.objects.by(user).filter(by_minor=False, decision=Decision.NONE)
    for contribution in own.select_for_update(of=("self",)).order_by("pk"):
        if contribution.moderation in WAITING and contribution.published_at is None:
            take_out_of_sight(contribution, by=by, reason="minor", name="withdraw_of_minor")
    for amendment in Amendment.objects.filter(contribution__in=own, state=Amendment.State.WAITING):
        set_amendment_aside(amendment.contribution, by=by)
