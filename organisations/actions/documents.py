"""The document that shows what a body is: typed by its content and written anew, like any file that people send.

Until the request is sent it waits as an upload of its form; then it goes into a storage of its own.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contributions import clamd, stored
from contributions.actions import drop_upload, upload, uploads_of
from contributions.files import TYPES
from contributions.files.sniffing import foreign, sniff
from organisations.models import Admission, Document
from workflow.actions import record

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from accounts.models import User
    from contributions.models import Upload

logger = logging.getLogger(__name__)

STORAGE = "documents"
KINDS = {"pdf", "jpeg", "png"}
SCANNED_AT_ONCE = 20
# Bytes that no row knows: of a press that failed half-way.
ORPHANED = timedelta(days=1)


def take_document(files: list[UploadedFile], *, key: UUID, by: User, too_large: list[str]) -> list[str]:
    """Keep the one that was chosen, in place of an earlier one; why it cannot be kept, where it cannot."""
    before = list(uploads_of(by, key).values_list("pk", flat=True))
    chosen = files[:1]
    refused = [_refusal(file) for file in chosen]
    if any(refused):
        return [why for why in refused if why]
    refused = upload(chosen, key=key, by=by, too_large=too_large)
    is_new = uploads_of(by, key).exclude(pk__in=before).exists()
    for pk in before if is_new else ():
        drop_upload(pk, key=key, by=by)
    return refused


def _refusal(file: UploadedFile) -> str:
    content = file.read()
    file.seek(0)
    code = sniff(content) if content else ""
    if code in KINDS or not content:  # what is empty is refused like any other file
        return ""
    what = TYPES[code].label if code else foreign(content)
    return _("It is %(kind)s. Send the document as a PDF, or as a picture (JPEG or PNG).") % {"kind": what}


def keep_document(admission: Admission, upload: Upload) -> Document:
    """Within the transaction of the request. A crash leaves bytes that `forget_documents` finds."""
    with stored.opened(upload.stored_as) as file:
        stored_as = stored.put(file.read(), of=STORAGE)
    same = {name: getattr(upload, name) for name in ("name", "type", "size", "sha256", "uploaded_at")}
    made = Document.objects.create(admission=admission, stored_as=stored_as, **same)
    drop_upload(upload.pk, key=upload.key, by=upload.owner)
    return made


def scan_documents() -> int:
    """By the clock: how many were scanned."""
    if not settings.CLAMD:
        return 0
    done = 0
    for document in Document.objects.filter(scan=Document.Scan.NONE, gone_at=None).order_by("pk")[:SCANNED_AT_ONCE]:
        try:
            _scan(document)
        except clamd.ScannerSilent as silence:
            logger.warning("the virus scanner gives no answer: %s", silence)
            break
        done += 1
    return done


def _scan(document: Document) -> None:
    try:
        virus = clamd.scan(stored.pieces(document.stored_as, of=STORAGE))
    except (clamd.TooLargeToScan, FileNotFoundError):
        _note(document, Document.Scan.FAILED)
        return
    _note(document, Document.Scan.FOUND if virus else Document.Scan.CLEAN)


@transaction.atomic
def _note(document: Document, found: str) -> None:
    document.refresh_from_db(from_queryset=Document.objects.select_for_update())
    if document.scan != Document.Scan.NONE:
        return
    document.scan = found
    document.save(update_fields=["scan"])
    if found == Document.Scan.FOUND:
        record(document.admission, "refuse_document", by=None, reason="virus")
        let_go(document)


def let_go(document: Document) -> None:
    """The row stays; the name goes, and after the commit the bytes."""
    document.name, document.sha256, document.gone_at = "", "", timezone.now()
    document.save(update_fields=["name", "sha256", "gone_at"])
    transaction.on_commit(lambda: stored.discard(document.stored_as, of=STORAGE))


@transaction.atomic
def forget_documents(before: datetime) -> int:
    """Of requests that were decided then or earlier; how many."""
    over = Document.objects.filter(gone_at=None, admission__decided_at__lt=before).select_for_update(of=("self",))
    for document in (gone := list(over)):
        let_go(document)
    _sweep()
    return len(gone)


def _sweep() -> None:
    known = set(Document.objects.filter(gone_at=None).values_list("stored_as", flat=True))
    lately = timezone.now() - ORPHANED
    for name in stored.all_names(of=STORAGE):
        if name not in known and stored.storage(STORAGE).get_modified_time(name) < lately:
            stored.discard(name, of=STORAGE)
