"""Decisions as an append-only Merkle log (RFC 6962)."""

from __future__ import annotations

import json

from django.db import models
from django.utils import timezone

from ledger.querysets import CheckpointQuerySet


class LedgerEntry(models.Model):
    """A decision: codes, references and salted commitments, never a name or a text. Written with the decision."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    # Canonical JSON; exactly these bytes (UTF-8) are hashed into the leaf. The other columns repeat it for queries.
    body = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject"]), models.Index(fields=["kind", "written_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def data(self) -> dict[str, str | int]:
        return json.loads(self.body)["data"]


class Unsealed(models.Model):
    """An entry that waits for its place. Rows come with an entry and go when it is sealed, so that the sealer neither
    searches the whole log nor misses an entry whose transaction was slow to commit."""

    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, primary_key=True, related_name="unsealed")

    class Meta:
        ordering = ["entry"]

    def __str__(self) -> str:
        return str(self.entry_id)


class Leaf(models.Model):
    """The place of an entry in the log, for ever. Positions begin at 0 and have no gaps."""

    position = models.PositiveBigIntegerField(unique=True)
    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="leaf")
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position}: {self.hash}"


class Node(models.Model):
    """The root of a complete subtree over 2^level leaves, the `index`-th of its level; level 0 are the leaves."""

    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["level", "index"]
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="one_node_a_place")]

    def __str__(self) -> str:
        return f"({self.level}, {self.index}): {self.hash}"


class Checkpoint(models.Model):
    """What the log was at a size, signed. Its number is its address for ever."""

    size = models.PositiveBigIntegerField(db_index=True)
    # Which key signed: its name, which is the log's origin, and the mark of the key.
    key_id = models.CharField(max_length=120)
    # The signed note, exactly the bytes (UTF-8) that are published.
    note = models.TextField()
    signed_at = models.DateTimeField(default=timezone.now)

    objects = CheckpointQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["size", "key_id"], name="one_checkpoint_a_size_and_key")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.size}"

    @property
    def last_position(self) -> int:
        return self.size - 1
