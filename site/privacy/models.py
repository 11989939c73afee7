"""What somebody asked for about their own data."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from privacy.querysets import ErasureQuerySet


class ErasureRequest(models.Model):
    """Somebody asked for their account to be erased. Until it is due they can take that back."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TAKEN_BACK = "taken_back", _("Taken back")
        DONE = "done", _("Carried out")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasure_requests")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    requested_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    due_at = models.DateTimeField(_("due at"))

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for erasure")
        verbose_name_plural = _("requests for erasure")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(state="waiting"), name="one_waiting_erasure_each"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.get_state_display()}"
