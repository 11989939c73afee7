"""The record of decided changes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models import LedgerEntry
from workflow.querysets import StepQuerySet


class Step(models.Model):
    """A decided change: what, from, to, by whom, why, when. `by` is empty where the clock or a rule acted."""

    subject_type = models.CharField(max_length=60)  # "contributions.contribution"
    subject_id = models.BigIntegerField()
    name = models.CharField(_("step"), max_length=40)
    field = models.CharField(max_length=40)
    source = models.CharField(_("from"), max_length=40, blank=True)
    target = models.CharField(_("to"), max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=60, blank=True)
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="step")

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"])]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.name}"
