"""One file taken back while the words stay, for good: by its author, or by the guardian who is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from contributions import emails
from contributions.actions.attaching import ATTACHMENT_STEPS, erase_attachments
from contributions.actions.confirming import lock_while_asked
from contributions.actions.withdrawing import lock_while_withdrawable
from contributions.models import Attachment, Confirmation
from contributions.permissions import can_withdraw
from workflow.actions import record, take

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def withdraw_attachment(attachment: Attachment, *, by: User) -> None:
    """As long as the whole could be withdrawn."""
    contribution = attachment.contribution
    if not can_withdraw(by, contribution):
        raise PermissionDenied
    lock_while_withdrawable(contribution, by=by)
    _let_go(attachment, by=by)
    record(contribution, "withdraw_attachment", by=by)


@transaction.atomic
def withdraw_attachment_as_guardian(attachment: Attachment, asked: Confirmation) -> None:
    """`asked` as the code found it, about the contribution that the file belongs to; the answer is still to come."""
    contribution, _now = lock_while_asked(asked)
    lock_while_withdrawable(contribution, by=None)
    _let_go(attachment, by=None)
    record(contribution, "guardian_withdraw_attachment", by=None)
    emails.tell_guardian_took_out(attachment)


def _let_go(attachment: Attachment, *, by: User | None) -> None:
    """The row and the hash stay, for the receipt; where bytes outlive the commit `sweep_uploads` finds them."""
    take(attachment, "withdraw", steps=ATTACHMENT_STEPS, field="state", by=by)
    erase_attachments(Attachment.objects.filter(pk=attachment.pk), at=timezone.now(), hashes_go=False)
