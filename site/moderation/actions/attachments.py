"""One file of a contribution: taken out while the words stay, or put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from contributions import actions as contributions
from contributions.correspondent import language_of_letters
from moderation.actions.claiming import refuse_while_in_other_hands
from moderation.actions.deciding import lock, point_in_force
from moderation.emails import tell_attachment_back, tell_attachment_taken_out

if TYPE_CHECKING:
    from accounts.models import User
    from contributions.models import Attachment
    from moderation.models import Reason


@transaction.atomic
def take_out_attachment(attachment: Attachment, *, by: User, reason: Reason, message: str = "") -> None:
    """The public has it no longer, or never will; its author is told why. It stays with them and the moderators."""
    contribution = attachment.contribution
    lock(contribution, by)
    refuse_while_in_other_hands(contribution, by)
    point = point_in_force(reason)
    message = message or reason.message(language_of_letters(contribution))
    step = contributions.take_out(attachment, by=by, reason=reason.code, note=message)
    tell_attachment_taken_out(attachment, step, reason=reason, point=point, message=message)


@transaction.atomic
def bring_back_attachment(attachment: Attachment, *, by: User) -> None:
    """Second thoughts: both decisions stay on record, and its author is told."""
    lock(attachment.contribution, by)
    refuse_while_in_other_hands(attachment.contribution, by)
    step = contributions.bring_back(attachment, by=by)
    tell_attachment_back(attachment, step)
