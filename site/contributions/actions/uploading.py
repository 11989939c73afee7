"""Files that are chosen before what they belong to is sent: looked through at once, kept with the draft."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contributions import stored
from contributions.files import Accepted, FileRefused, accept
from contributions.files.names import readable
from contributions.models import Attachment, Upload

if TYPE_CHECKING:
    from accounts.models import User

MEGABYTE = 1024 * 1024
# A draft is kept for a day since the last press; its files a little longer.
KEPT_FOR = timedelta(days=3)
# Of all drafts together; the oldest files make room.
MOST_DRAFTS = 5


def uploads_of(owner: User, key: UUID) -> QuerySet[Upload]:
    """Chosen for what is written under this key."""
    return Upload.objects.filter(owner=owner, key=key)


def upload(files: Iterable[UploadedFile], *, key: UUID, by: User, too_large: Iterable[str] = ()) -> list[str]:
    """Keep what can be attached; returns a sentence for each file that cannot, and for those whose names say that they
    were let go for their size. Not atomic: looking through a file takes its time, and nobody else should wait for it.
    """
    refused = [
        _named(name, _("It is larger than %(most)s MB.") % {"most": settings.ATTACHMENT_MEGABYTES})
        for name in too_large
    ]
    for file in files:
        try:
            _keep(file, key, by)
        except FileRefused as why:
            refused.append(_named(file.name or "", why))
    return refused


def _named(name: str, why: object) -> str:
    """The name stays in one piece, whichever way its letters run."""
    return f"\u2068{readable(name)[:80]}\u2069: {why}"


def drop_upload(pk: int, *, key: UUID, by: User) -> None:
    """Its owner thought better of it. What is not theirs, or not there, stays as it is."""
    _discard(uploads_of(by, key).filter(pk=pk))


@transaction.atomic
def sweep_uploads(now: datetime | None = None) -> int:
    """What was chosen and never sent, and bytes that no row knows, left by a press that failed half-way: after their
    time. At once what an erasure that was cut off has left, or an author's taking out."""
    before = (now or timezone.now()) - KEPT_FOR
    swept = _discard(Upload.objects.filter(uploaded_at__lt=before))
    known = set(Upload.objects.values_list("stored_as", flat=True))
    known |= set(Attachment.objects.filter(erased_at=None).values_list("stored_as", flat=True))
    erased = set(Attachment.objects.exclude(erased_at=None).values_list("stored_as", flat=True))
    for name in stored.all_names():
        is_lost = name not in known and stored.storage().get_modified_time(name) < before
        if name in erased or is_lost:
            stored.discard(name)
            swept += 1
    return swept


def drop_uploads_of(owner: User) -> None:
    """Whoever leaves takes along what they never sent."""
    _discard(Upload.objects.filter(owner=owner))


def _keep(file: UploadedFile, key: UUID, by: User) -> None:
    waiting = uploads_of(by, key)
    _refuse_too_much(file.size or 0, waiting)
    accepted = accept(file.name or "", file.read())
    if waiting.filter(sha256=accepted.sha256).exists():
        return  # the same press, or the same file, twice
    _refuse_too_much(len(accepted.content), waiting)
    _make_room(by, key)
    _stored(accepted, key, by)


def _stored(accepted: Accepted, key: UUID, by: User) -> Upload:
    return Upload.objects.create(
        owner=by,
        key=key,
        name=accepted.name,
        type=accepted.type,
        size=len(accepted.content),
        sha256=accepted.sha256,
        stored_as=stored.put(accepted.content),
    )


def _refuse_too_much(size: int, waiting: QuerySet[Upload]) -> None:
    most = settings.ATTACHMENTS_MOST
    if waiting.count() >= most:
        told = ngettext(
            "No more than %(most)d file can be attached.", "No more than %(most)d files can be attached.", most
        )
        raise FileRefused(told % {"most": most})
    if size > settings.ATTACHMENT_MEGABYTES * MEGABYTE:
        told = _("It is too large: %(size)s MB, and a file may have %(most)s MB.")
        raise FileRefused(told % {"size": _megabytes(size), "most": settings.ATTACHMENT_MEGABYTES})
    together = size + (waiting.aggregate(sum=Sum("size"))["sum"] or 0)
    if together > settings.ATTACHMENTS_MEGABYTES * MEGABYTE:
        told = _("With it the files would have more than %(most)s MB together.")
        raise FileRefused(told % {"most": settings.ATTACHMENTS_MEGABYTES})


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}"


def _make_room(by: User, key: UUID) -> None:
    others = Upload.objects.filter(owner=by).exclude(key=key).order_by("-pk").values_list("pk", flat=True)
    _discard(Upload.objects.filter(pk__in=list(others[settings.ATTACHMENTS_MOST * MOST_DRAFTS :])))


@transaction.atomic
def _discard(uploads: QuerySet[Upload]) -> int:
    """The rows, and after the commit the bytes."""
    for row in (gone := list(uploads.select_for_update())):
        row.delete()
        transaction.on_commit(lambda name=row.stored_as: stored.discard(name))  # type: ignore[misc]
    return len(gone)
