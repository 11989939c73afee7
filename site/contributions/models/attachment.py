"""Files beside the words: as they wait to be sent, and as they belong to a contribution."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contributions.files.types import TYPES, FileType
from contributions.models.contribution import Contribution
from contributions.querysets import AttachmentQuerySet

LONGEST_NAME = 120


class StoredFile(models.Model):
    """Bytes in private storage under a name of our making, and what they are."""

    name = models.CharField(_("name of the file"), max_length=LONGEST_NAME, blank=True)
    type = models.CharField(
        _("type of file"), max_length=8, choices=[(code, each.label) for code, each in TYPES.items()]
    )
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, blank=True)
    stored_as = models.CharField(max_length=80, unique=True)
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> FileType:
        return TYPES[self.type]

    @property
    def is_withdrawn(self) -> bool:
        return False


class Upload(StoredFile):
    """Chosen for something that is being written under this key, and not sent yet. It goes with the draft."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="uploads")
    key = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = _("file that waits to be sent")
        verbose_name_plural = _("files that wait to be sent")
        ordering = ["pk"]


class Attachment(StoredFile):
    """A file of a contribution. Its bytes never change; what may be seen of it follows the contribution.

    A trigger refuses UPDATE but for its state, the scanner's finding, and one erasure, which blanks name and hash.
    """

    class State(models.TextChoices):
        ATTACHED = "attached", _("Attached")
        TAKEN_OUT = "taken_out", _("Taken out")
        REFUSED = "refused", _("Refused: a virus was found in it")
        WITHDRAWN = "withdrawn", _("Taken out by its author")

    class Scan(models.TextChoices):
        NONE = "none", _("Not scanned for viruses")
        CLEAN = "clean", _("Scanned: no virus found")
        FOUND = "found", _("A virus was found")
        FAILED = "failed", _("Too large for the virus scanner")

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="attachments")
    # In addresses: it can be neither guessed nor counted on from another.
    token = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ATTACHED)
    scan = models.CharField(_("virus scanner"), max_length=8, choices=Scan, default=Scan.NONE)
    scanned_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["contribution", "pk"]
        indexes = [models.Index(fields=["scan"], name="unscanned_attachments", condition=models.Q(scan="none"))]

    @property
    def path(self) -> str:
        return reverse("files:file", args=[self.token, self.name or "file"])

    @property
    def is_cleared(self) -> bool:
        """As far as a scanner is asked at all, it found nothing. `AttachmentQuerySet.cleared` says the same."""
        return self.scan == self.Scan.CLEAN or (self.scan == self.Scan.NONE and not settings.CLAMD)

    @property
    def is_public(self) -> bool:
        """Whether everybody may have it. `AttachmentQuerySet.public` says the same."""
        return self.is_sound and self.contribution.is_public

    @property
    def is_sound(self) -> bool:
        """Nothing about itself keeps it from a reader."""
        return self.state == self.State.ATTACHED and self.erased_at is None and self.is_cleared

    @property
    def is_troubled(self) -> bool:
        """Something keeps it from the public besides the state of its contribution."""
        return not self.is_cleared or self.state != self.State.ATTACHED

    @property
    def is_withdrawn(self) -> bool:
        """Its author took it out: a note of that stands where it was listed."""
        return self.state == self.State.WITHDRAWN

    @property
    def is_kept(self) -> bool:
        """There are bytes that somebody may open."""
        return self.erased_at is None and self.state != self.State.REFUSED
