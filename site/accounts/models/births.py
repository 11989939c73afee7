"""A date of birth that somebody typed wrong, and that two administrators put right."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.querysets import BirthDateCorrectionQuerySet


class BirthDateCorrection(models.Model):
    """One administrator asks for it; another, who states the same date, confirms it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for another administrator")
        CONFIRMED = "confirmed", _("corrected")
        DISMISSED = "dismissed", _("not corrected")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="birth_date_corrections")
    # Kept while it waits, and no longer: from then on it stands with the party, or nowhere.
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    # Here alone, so that an erasure takes it: the step has no note.
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = BirthDateCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of a date of birth")
        verbose_name_plural = _("corrections of dates of birth")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(state="waiting"), name="one_waiting_birth_date_each"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | (Q(closed_by__isnull=False) & ~Q(closed_by=F("asked_by"))),
                name="another_confirms_a_birth_date",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(born_on=None), name="birth_date_kept_while_it_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.asked_at:%Y-%m-%d}"

    @property
    def is_waiting(self) -> bool:
        """The same as `BirthDateCorrection.objects.waiting()`."""
        return self.state == self.State.WAITING
