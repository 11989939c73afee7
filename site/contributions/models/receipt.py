from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from contributions.models.contribution import Contribution


class Receipt(models.Model):
    """Signed proof of what was submitted and when; made with the contribution, never changed.

    The statement holds a reference, a time, hashes and salted commitments, never a name or a text, so that it
    still verifies after an erasure. The salts that open the commitments lie with the text and the attribution.
    """

    contribution = models.OneToOneField(Contribution, on_delete=models.PROTECT, related_name="receipt")
    # Canonical JSON, exactly the bytes that were signed (UTF-8).
    statement = models.TextField()
    # Ed25519 (RFC 8032), 64 bytes in hex.
    signature = models.CharField(max_length=128)
    # First 16 hex digits of the SHA-256 of the raw public key.
    key_id = models.CharField(max_length=16)
    text_commitment = models.CharField(max_length=64)
    attribution_commitment = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")

    def __str__(self) -> str:
        return self.contribution.reference
