"""What comes is screened, and takes its place in the queue. Where a consultation or a category publishes first, it
is public at once, and a moderator looks at it afterwards:

submitted ──publish_first, by rule──▶ published, unseen ──keep──▶ published
                                              └──hold, remove──▶ held, removed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contributions import kinds
from contributions.actions import mirror_moderation
from contributions.models import Moderation
from deadlines.actions import meet
from moderation.actions.claiming import refuse_while_in_other_hands, release
from moderation.actions.deciding import lock
from moderation.actions.screening import screen
from moderation.emails import tell_published_first
from moderation.models import Verdict
from moderation.screening import is_harmless
from workflow.actions import record, take
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from contributions.models import Contribution

# Taken by no person.
BY_RULE: dict[str, tuple[set[str], str]] = {"publish_first": ({"submitted"}, "published")}


def receive(contribution: Contribution, *, publishes_first: bool = False) -> None:
    """Within the transaction in which it came."""
    screen(contribution)
    if publishes_first and contribution.moderation == Moderation.SUBMITTED and is_harmless(contribution):
        _publish_first(contribution)


@transaction.atomic
def keep(contribution: Contribution, *, by: User) -> Verdict:
    """A moderator has looked at what was published first, and it stays."""
    lock(contribution, by)
    refuse_while_in_other_hands(contribution, by)
    if not (contribution.is_public and contribution.is_unseen):
        raise IllegalStep(_("A colleague has looked at it meanwhile."))
    step = record(contribution, "keep", by=by)
    contribution.is_unseen = False
    contribution.save(update_fields=["is_unseen"])
    release(contribution)
    meet("moderation", contribution)
    return Verdict.objects.create(contribution=contribution, step=step)


def _publish_first(contribution: Contribution) -> None:
    """The deadline for a moderator's look goes on running."""
    step = take(contribution, "publish_first", steps=BY_RULE, field="moderation", by=None)
    contribution.published_at, contribution.is_unseen = timezone.now(), True
    contribution.save(update_fields=["published_at", "is_unseen"])
    mirror_moderation(contribution)
    kinds.tell_moderated(contribution, step)
    tell_published_first(contribution, step)
