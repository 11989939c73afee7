from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contributions.models.contribution import Contribution


class Recording(models.Model):
    """What a clerk noted of somebody who has no account: how they agreed, how they are reached, and the hash of the
    code by which they follow what became of their words. The address stands here and nowhere else; it goes when it is
    needed no longer."""

    class Identity(models.TextChoices):
        SEEN = "seen", _("Seen on an identity document")
        DECLARED = "declared", _("Declared only")

    class Consent(models.TextChoices):
        SIGNED = "signed", _("On paper, with their signature")
        SPOKEN = "spoken", _("Spoken, on a recorded line")
        WRITTEN = "written", _("Written, in their own letter or e-mail")

    contribution = models.OneToOneField(Contribution, on_delete=models.PROTECT, related_name="recording")
    # Empty for a body, which was verified on its own document.
    identity = models.CharField(_("name"), max_length=12, choices=Identity, blank=True)
    # Of whoever came for a body.
    title = models.CharField(_("title"), max_length=120, blank=True)
    consent = models.CharField(_("agreement"), max_length=12, choices=Consent)
    consented_on = models.DateField(_("agreed on"))
    # An e-mail address or a mobile number; empty where none was given.
    address = models.CharField(_("address for the answer"), max_length=254, blank=True)
    language = models.CharField(_("language of messages"), max_length=2, choices=settings.LANGUAGES)
    # As Django hashes passwords: a code that a hand can type is too short for less.
    code_hash = models.CharField(max_length=128, blank=True)

    class Meta:
        verbose_name = _("recording on somebody's behalf")
        verbose_name_plural = _("recordings on somebody's behalf")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.contribution.reference

    @property
    def email(self) -> str:
        return self.address if "@" in self.address else ""

    @property
    def phone(self) -> str:
        return "" if "@" in self.address else self.address
