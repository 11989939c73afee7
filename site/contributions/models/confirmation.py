from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contributions.models.contribution import Contribution
from contributions.querysets import ConfirmationQuerySet


class Confirmation(models.Model):
    """What a guardian was asked about a minor's text, and what they answered. Their address and the hash of their code
    stand here until they are needed no longer; who they are is known to nobody."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Asked, and not answered yet")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")
        LAPSED = "lapsed", _("Not answered in time")
        DROPPED = "dropped", _("Withdrawn before an answer")

    contribution = models.OneToOneField(Contribution, on_delete=models.PROTECT, related_name="confirmation")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    address = models.CharField(_("a guardian's address"), max_length=254, blank=True)
    # As Django hashes passwords: a code that a hand can type is too short for less.
    code_hash = models.CharField(max_length=128, blank=True)
    asked_at = models.DateTimeField(_("last asked at"), default=timezone.now)
    times_asked = models.PositiveSmallIntegerField(_("times asked"), default=1)
    due_at = models.DateTimeField(_("to be answered by"))
    closed_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation by a guardian")
        verbose_name_plural = _("confirmations by guardians")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.contribution.reference}: {self.get_state_display()}"

    @property
    def is_waiting(self) -> bool:
        """The same as `ConfirmationQuerySet.waiting`."""
        return self.state == self.State.WAITING and timezone.now() < self.due_at

    @property
    def is_readable(self) -> bool:
        """To the guardian: what is asked about, and afterwards what everybody may read."""
        return self.is_waiting or self.contribution.is_public
