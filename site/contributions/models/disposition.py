from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contributions.models.contribution import Contribution, Decision
from directory.models import Unit
from policies.wording import Wording, wording
from workflow.models import Step


class Disposition(models.Model):
    """The ministry's decision on a contribution, with its public answer. A later one supersedes, none is changed."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="dispositions")
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="disposition")
    decision = models.CharField(_("decision"), max_length=20, choices=Decision)
    answer_ar = models.TextField(_("answer in Arabic"))
    answer_en = models.TextField(_("answer in English"), blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("disposition")
        verbose_name_plural = _("dispositions")
        ordering = ["contribution", "decided_at", "pk"]

    def __str__(self) -> str:
        return f"{self.contribution.reference}: {self.get_decision_display()}"

    @property
    def answer(self) -> Wording:
        """In English where somebody wrote it in English; the Arabic is the answer that counts."""
        return wording(self.answer_ar, self.answer_en)
