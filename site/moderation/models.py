"""Why something may not be published, and what a moderator decided about one contribution."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contributions.models import Contribution
from moderation.querysets import ReasonQuerySet
from workflow.models import Step


class Reason(models.Model):
    """A published reason for holding back or removing, tied to a point of the participation policy by its key."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    point_key = models.CharField(_("point of the policy"), max_length=40)  # "point-7": the key never changes
    label_ar = models.CharField(_("reason in Arabic"), max_length=200)
    label_en = models.CharField(_("reason in English"), max_length=200)
    message_ar = models.TextField(_("message to the author in Arabic"))
    message_en = models.TextField(_("message to the author in English"))
    is_active = models.BooleanField(_("in use"), default=True)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("moderation reason")
        verbose_name_plural = _("moderation reasons")
        ordering = ["point_key", "code"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.label_ar if (get_language() or "ar").startswith("ar") else self.label_en

    def message(self, language: str) -> str:
        return self.message_ar if language == "ar" else self.message_en


class Verdict(models.Model):
    """A moderation decision: the step, the reason, the point as it read in the version then in force, and the
    message that the author got. Frozen; a reversal is another verdict."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="verdicts")
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="verdict")
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, blank=True, related_name="verdicts")
    point = models.ForeignKey("policies.Point", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    message = models.TextField(_("message to the author"), blank=True)

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.contribution.reference}: {self.step.name}"
