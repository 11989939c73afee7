from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contributions.models.contribution import Contribution


class TextVersion(models.Model):
    """The words of a contribution, never changed; a new wording is a new row.

    A trigger refuses UPDATE but for one: an erasure, which blanks title, body and salt and sets `erased_at`.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("title"), max_length=200, blank=True)
    body = models.TextField(_("text"))
    salt = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ["contribution", "number"]
        constraints = [models.UniqueConstraint(fields=["contribution", "number"], name="one_text_a_number")]

    @property
    def token(self) -> str:
        """Which wording it is, among texts and amendments."""
        return f"text-{self.pk}"

    def __str__(self) -> str:
        return self.title or self.body[:60]
