"""Decisions as an append-only Merkle log (RFC 6962)."""

from django.db import models
from django.utils import timezone


class LedgerEntry(models.Model):
    """A decision: codes, references and salted commitments, never a name or a text. Written with the decision."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    # Canonical JSON; exactly these bytes (UTF-8) are hashed into the leaf.
    body = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
