"""What a policy and a draft have in common: parts that are edited, and the rows they are frozen into."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

from policies.wording import Wording, wording


def new_part_id() -> str:
    return uuid.uuid4().hex


class VersionKind(models.TextChoices):
    FULL = "full", _("New text")
    TRANSLATION = "translation", _("Translation only")


class DraftPart(Orderable):
    """A section or a numbered item while it is edited. `kind` comes from the room; its value begins the address."""

    # Who it is, through every edit and reorder; its address hangs on this, never on its number.
    uid = models.CharField(max_length=32, blank=True)
    # The address an import asks for; granted if it is free. Empty: made from the number.
    key = models.CharField(max_length=40, blank=True)
    number = models.CharField(
        _("number"), max_length=40, blank=True, help_text=_("As readers see it, for example 10 or 3.2.")
    )
    heading_ar = models.CharField(_("heading in Arabic"), max_length=300, blank=True)
    heading_en = models.CharField(_("heading in English"), max_length=300, blank=True)
    body_ar = models.TextField(_("text in Arabic"), blank=True)
    body_en = models.TextField(_("text in English"), blank=True)

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "pk"]  # two parts made by code may stand on the same place

    def __str__(self) -> str:
        return f"{self.number} {self.heading_ar or self.body_ar[:60]}".strip()

    def clean(self) -> None:
        """An inline form cannot give each new row an identity of its own, so it is given here."""
        super().clean()
        self.uid = self.uid or new_part_id()
        if not (self.heading_ar.strip() or self.body_ar.strip()):
            raise ValidationError({"body_ar": _("Write the Arabic text: it is the one that holds.")})


class FrozenVersion(models.Model):
    """A text as it was published. A trigger refuses every change of it."""

    number = models.PositiveIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=12, choices=VersionKind, default=VersionKind.FULL)
    title_ar = models.CharField(_("Title in Arabic"), max_length=255)
    title_en = models.CharField(_("Title in English"), max_length=255, blank=True)
    introduction_ar = models.TextField(_("introduction in Arabic"), blank=True)
    introduction_en = models.TextField(_("introduction in English"), blank=True)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # SHA-256 of the canonical JSON of everything in it, both languages; `arabic_hash` of the Arabic alone.
    hash = models.CharField(_("hash"), max_length=64)
    arabic_hash = models.CharField(max_length=64)

    class Meta:
        abstract = True

    @property
    def title(self) -> Wording:
        return wording(self.title_ar, self.title_en)

    @property
    def introduction(self) -> Wording:
        return wording(self.introduction_ar, self.introduction_en)

    @property
    def is_translation(self) -> bool:
        return self.kind == VersionKind.TRANSLATION

    def content(self, parts: Sequence[FrozenPart]) -> dict[str, dict[str, Any]]:
        """Everything that the hash covers: who has these words can compute it."""
        return {
            "arabic": {
                "title": self.title_ar,
                "introduction": self.introduction_ar,
                "parts": [part.arabic_content() for part in parts],
            },
            "english": {
                "title": self.title_en,
                "introduction": self.introduction_en,
                "parts": [part.english_content() for part in parts],
            },
        }


class FrozenPart(models.Model):
    """A section or a numbered item as it was published, Arabic and English in one row."""

    # The address, given once and never to another part: "point-10". The number is display.
    key = models.CharField(max_length=40)
    number = models.CharField(_("number"), max_length=40, blank=True)
    position = models.PositiveIntegerField()
    heading_ar = models.CharField(_("heading in Arabic"), max_length=300, blank=True)
    heading_en = models.CharField(_("heading in English"), max_length=300, blank=True)
    body_ar = models.TextField(_("text in Arabic"), blank=True)
    body_en = models.TextField(_("text in English"), blank=True)
    # SHA-256 of the Arabic heading and text: what changed is judged by it.
    hash = models.CharField(max_length=64)
    # The Arabic that the English was made from; empty where there is no English.
    english_from_hash = models.CharField(max_length=64, blank=True)
    # The versions in which this part first stood, and in which its Arabic got the wording it has.
    introduced_in = models.PositiveIntegerField()
    changed_in = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def arabic_content(self) -> dict[str, str]:
        return {
            "key": self.key,
            "kind": self.kind,  # type: ignore[attr-defined]
            "number": self.number,
            "heading": self.heading_ar,
            "body": self.body_ar,
        }

    def english_content(self) -> dict[str, str]:
        return {"key": self.key, "heading": self.heading_en, "body": self.body_en}

    @property
    def anchor(self) -> str:
        return self.key

    @property
    def heading(self) -> Wording:
        return wording(self.heading_ar, self.heading_en)

    @property
    def body(self) -> Wording:
        return wording(self.body_ar, self.body_en)

    @property
    def is_english_missing(self) -> bool:
        return bool((self.body_ar and not self.body_en) or (self.heading_ar and not self.heading_en))

    @property
    def is_english_stale(self) -> bool:
        """There is English, made from an Arabic text that has changed since."""
        return bool(self.english_from_hash) and self.english_from_hash != self.hash

    @property
    def is_changed(self) -> bool:
        """Its Arabic is not what the first version said: worth a tag."""
        return self.changed_in > 1

    @property
    def is_new(self) -> bool:
        return self.introduced_in > 1 and self.introduced_in == self.changed_in
