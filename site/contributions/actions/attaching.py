"""Files that belong to a contribution.

attached ──take_out──▶ taken_out ──bring_back──▶ attached      a moderator; the words stay as they are
attached, taken_out ──refuse──▶ refused                        the virus scanner; nobody opens it any more
attached, taken_out ──withdraw──▶ withdrawn                    its author, for good (`withdrawing_files`)

Whether the public may have one is computed: it is attached, the scanner found nothing, its contribution is published.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from contributions import clamd, emails, stored
from contributions.models import Attachment, Contribution, Moderation, Upload
from workflow.actions import record, take
from workflow.models import Step

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger(__name__)

ATTACHMENT_STEPS: dict[str, tuple[set[str], str]] = {
    "take_out": ({"attached"}, "taken_out"),
    "bring_back": ({"taken_out"}, "attached"),
    "refuse": ({"attached", "taken_out"}, "refused"),
    "withdraw": ({"attached", "taken_out"}, "withdrawn"),
}
SCANNED_AT_ONCE = 50
COPIED = ("name", "type", "size", "sha256", "stored_as", "uploaded_at")


def attach(contribution: Contribution, uploads: Sequence[Upload]) -> list[Attachment]:
    """What waited with the draft belongs to the contribution from now on; the bytes stay where they are."""
    if not uploads:
        return []
    own = Upload.objects.filter(owner=contribution.author_id, key=contribution.submission_key)
    waiting = own.filter(pk__in=[each.pk for each in uploads]).select_for_update().order_by("pk")
    attached = [
        Attachment.objects.create(contribution=contribution, **{name: getattr(each, name) for name in COPIED})
        for each in waiting
    ]
    waiting.delete()
    return attached


@transaction.atomic
def take_out(attachment: Attachment, *, by: User, reason: str, note: str = "") -> Step:
    """The public has it no longer. For moderation, which says who may."""
    take(attachment, "take_out", steps=ATTACHMENT_STEPS, field="state", by=by, reason=reason, note=note)
    return record(attachment.contribution, "take_out_attachment", by=by, reason=reason)


@transaction.atomic
def bring_back(attachment: Attachment, *, by: User) -> Step:
    """Taken out by mistake. For moderation, which says who may."""
    take(attachment, "bring_back", steps=ATTACHMENT_STEPS, field="state", by=by)
    return record(attachment.contribution, "bring_back_attachment", by=by)


def scan_waiting() -> int:
    """By the clock: how many were scanned. While the scanner is silent they go on waiting."""
    if not settings.CLAMD:
        return 0
    done = 0
    for attachment in Attachment.objects.unscanned().order_by("pk")[:SCANNED_AT_ONCE]:
        try:
            scan(attachment)
        except clamd.ScannerSilent as silence:
            logger.warning("the virus scanner gives no answer: %s", silence)
            break
        done += 1
    return done


def scan(attachment: Attachment) -> None:
    """The bytes are read before the transaction: nobody waits for the scanner."""
    if not stored.is_there(attachment.stored_as):
        logger.error("attachment %s has no bytes in the storage", attachment.pk)
        _note(attachment, Attachment.Scan.FAILED)
        return
    try:
        virus = clamd.scan(stored.pieces(attachment.stored_as))
    except clamd.TooLargeToScan:
        _note(attachment, Attachment.Scan.FAILED)
        return
    _note(attachment, Attachment.Scan.FOUND if virus else Attachment.Scan.CLEAN, virus)


@transaction.atomic
def _note(attachment: Attachment, found: str, virus: str = "") -> None:
    """Once: whoever scanned it at the same time may have written it first, or its author taken it out."""
    attachment.refresh_from_db(from_queryset=Attachment.objects.select_for_update())
    if attachment.scan != Attachment.Scan.NONE or attachment.erased_at is not None:
        return
    attachment.scan, attachment.scanned_at = found, timezone.now()
    attachment.save(update_fields=["scan", "scanned_at"])
    if virus:
        take(attachment, "refuse", steps=ATTACHMENT_STEPS, field="state", by=None, reason="virus", note=virus)
        record(attachment.contribution, "refuse_attachment", by=None, reason="virus")
        emails.tell_attachment_refused(attachment)


def erase_attachments(attachments: QuerySet[Attachment], *, at: datetime, hashes_go: bool) -> int:
    """The row stays; the name goes, the bytes after the commit, and the hash where the salt that hides it goes too: of
    what was gone before as well."""
    for each in (gone := list(attachments.filter(erased_at=None).select_for_update(of=("self",)))):
        each.name, each.erased_at = "", at
        each.sha256 = "" if hashes_go else each.sha256
        each.save(update_fields=["name", "sha256", "erased_at"])
        transaction.on_commit(lambda name=each.stored_as: stored.discard(name))  # type: ignore[misc]
    if hashes_go:
        attachments.exclude(sha256="").update(sha256="")
    return len(gone)


@transaction.atomic
def let_go_of_files(before: datetime) -> int:
    """What nobody will open again: a virus was found in it, or its author withdrew what it belonged to."""
    withdrawn = Step.objects.filter(subject_type=Contribution._meta.label_lower, name="withdraw", at__lt=before).values(
        "subject_id"
    )
    refused = Q(state=Attachment.State.REFUSED, scanned_at__lt=before)
    over = refused | Q(contribution__moderation=Moderation.WITHDRAWN, contribution__in=withdrawn)
    return erase_attachments(Attachment.objects.filter(over), at=timezone.now(), hashes_go=False)
