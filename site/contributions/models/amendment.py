from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contributions.models.contribution import Contribution


class Amendment(models.Model):
    """A new wording of what is published, by its author: it waits for a moderator while the old one stays. Accepted,
    its words become the next `TextVersion`; until then nothing public reads this row.

    A trigger refuses UPDATE but for its state and for one erasure, which blanks title, body and salt.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Awaiting moderation")
        ACCEPTED = "accepted", _("Published")
        REFUSED = "refused", _("Not published")
        SET_ASIDE = "set_aside", _("Set aside")

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="amendments")
    title = models.CharField(_("title"), max_length=200, blank=True)
    body = models.TextField(_("text"))
    salt = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("new wording")
        verbose_name_plural = _("new wordings")
        ordering = ["contribution", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"], condition=models.Q(state="waiting"), name="one_amendment_waits"
            )
        ]

    @property
    def token(self) -> str:
        """Which wording it is, among texts and amendments."""
        return f"amendment-{self.pk}"

    def __str__(self) -> str:
        return f"{self.contribution.reference}: {self.get_state_display()}"
