"""Bodies on their way in, and people on their way into a body. Who is in stands in `accounts`."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import BodyKind, Governorate, Organisation
from contributions.models.attachment import StoredFile
from organisations.querysets import AdmissionQuerySet, InvitationQuerySet

LONGEST_NAME, LONGEST_TITLE, LONGEST_NUMBER = 150, 120, 40


class Admission(models.Model):
    """Somebody asks for a body to be admitted, in whose name they will speak. Until then there is no such party."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for an officer")
        ADMITTED = "admitted", _("Admitted")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")

    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="admissions")
    # Of the form: a second press finds what the first one sent.
    key = models.UUIDField(default=uuid.uuid4)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    kind = models.CharField(_("kind of organisation"), max_length=16, choices=BodyKind)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    governorate = models.CharField(_("governorate"), max_length=16, choices=Governorate)
    registration_number = models.CharField(_("registration number"), max_length=LONGEST_NUMBER)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    # In the words that the asker reads.
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="admission"
    )

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for admission")
        verbose_name_plural = _("requests for admission")
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["asker", "key"], name="one_admission_a_press")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING


class Document(StoredFile):
    """What shows that a body is what it says. Nobody reads it but its sender and administrators, and it goes some time
    after the decision: the row stays, without name and bytes."""

    class Scan(models.TextChoices):
        NONE = "none", _("Not scanned for viruses")
        CLEAN = "clean", _("Scanned: no virus found")
        FOUND = "found", _("A virus was found")
        FAILED = "failed", _("Too large for the virus scanner")

    admission = models.OneToOneField(Admission, on_delete=models.PROTECT, related_name="document")
    scan = models.CharField(_("virus scanner"), max_length=8, choices=Scan, default=Scan.NONE)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("document of an organisation")
        verbose_name_plural = _("documents of organisations")

    @property
    def can_be_opened(self) -> bool:
        """There are bytes, and as far as a scanner is asked at all, it found nothing."""
        is_cleared = self.scan == self.Scan.CLEAN or (self.scan == self.Scan.NONE and not settings.CLAMD)
        return self.gone_at is None and is_cleared


class Invitation(models.Model):
    """Somebody is asked to speak for a body, by an address until they answer. Whether it has run out is computed."""

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        TAKEN_BACK = "taken_back", _("Taken back")
        LAPSED = "lapsed", _("Run out")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.INVITED)
    address = models.EmailField(_("e-mail address"), blank=True)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("invited at"), default=timezone.now)
    expires_at = models.DateTimeField(_("runs out"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to speak for an organisation")
        verbose_name_plural = _("invitations to speak for an organisation")
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "address"],
                condition=Q(state="invited") & ~Q(address=""),
                name="one_open_invitation_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        """The same as `Invitation.objects.open()`."""
        return self.state == self.State.INVITED and timezone.now() < self.expires_at
