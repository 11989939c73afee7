from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.consultation import Consultation
from consultations.querysets import ClauseVersionQuerySet, DraftVersionQuerySet
from contributions.models import Discussion
from policies.models import FrozenPart, FrozenVersion
from policies.wording import Wording, wording


class ClauseKind(models.TextChoices):
    """A section without text of its own is a chapter: the heading over the clauses that follow it."""

    SECTION = "section", _("Chapter, or text without a number")
    CLAUSE = "clause", _("Numbered clause")


class Draft(models.Model):
    """The text that a consultation is about, through all its versions."""

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="draft")

    class Meta:
        verbose_name = _("consulted draft")
        verbose_name_plural = _("consulted drafts")

    def __str__(self) -> str:
        return str(self.consultation)


class DraftVersion(FrozenVersion):
    """A draft as it was published."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")

    objects = DraftVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a draft")
        verbose_name_plural = _("versions of drafts")
        ordering = ["draft", "number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_draft_version_a_number")]

    def __str__(self) -> str:
        return f"{self.title_ar} ({self.number})"

    @property
    def path(self) -> str:
        return f"{self.draft.consultation.path}versions/{self.number}/"


class ClauseKey(models.Model):
    """A clause through all its versions: its address, given once, and what is said about it."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="clause_keys")
    key = models.CharField(max_length=40)
    uid = models.CharField(max_length=32)
    discussion = models.OneToOneField(Discussion, on_delete=models.PROTECT, related_name="clause_key")

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        constraints = [
            models.UniqueConstraint(fields=["draft", "key"], name="one_clause_a_key"),
            models.UniqueConstraint(fields=["draft", "uid"], name="one_key_a_clause"),
        ]

    def __str__(self) -> str:
        return self.key


class ClauseVersion(FrozenPart):
    """A clause as one version of the draft has it."""

    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="clauses")
    clause_key = models.ForeignKey(ClauseKey, on_delete=models.PROTECT, related_name="versions")
    kind = models.CharField(_("kind"), max_length=8, choices=ClauseKind)
    # The heading of the chapter it stands in.
    chapter_ar = models.CharField(_("chapter in Arabic"), max_length=300, blank=True)
    chapter_en = models.CharField(_("chapter in English"), max_length=300, blank=True)

    objects = ClauseVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a clause")
        verbose_name_plural = _("versions of clauses")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_clause_a_key_and_version"),
            models.UniqueConstraint(fields=["version", "position"], name="one_clause_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading_ar or self.body_ar[:60]}".strip()

    @property
    def is_numbered(self) -> bool:
        return self.kind == ClauseKind.CLAUSE

    @property
    def is_chapter(self) -> bool:
        """A heading alone: nothing to comment on."""
        return self.kind == ClauseKind.SECTION and not self.body_ar

    @property
    def chapter(self) -> Wording:
        return wording(self.chapter_ar, self.chapter_en)

    @property
    def path(self) -> str:
        """Its place in the version it belongs to, for ever; without the language."""
        return f"{self.version.path}#{self.key}"

    @property
    def current_path(self) -> str:
        """Its place in the consultation, where people speak about it."""
        return f"{self.version.draft.consultation.path}#{self.key}"


class DraftHtml(models.Model):
    """The clauses of a version as HTML, for one kind of reader; see `consultations.kept_html`."""

    version = models.ForeignKey(DraftVersion, on_delete=models.CASCADE, related_name="html")
    language = models.CharField(max_length=2)
    is_open = models.BooleanField()
    # By which markup and sentences of ours it was written.
    hand = models.CharField(max_length=64)
    clauses = models.TextField()

    class Meta:
        verbose_name = _("draft as HTML")
        verbose_name_plural = _("drafts as HTML")
        constraints = [
            models.UniqueConstraint(fields=["version", "language", "is_open"], name="one_draft_html_a_kind_of_reader")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.language}"
