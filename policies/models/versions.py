from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models.texts import FrozenPart, FrozenVersion
from policies.querysets import PointQuerySet, PolicyVersionQuerySet
from policies.wording import Wording, wording


class PolicyKind(models.TextChoices):
    PARTICIPATION = "participation", _("Participation policy")
    PRIVACY = "privacy", _("Privacy notice")
    OTHER = "other", _("Other policy")


class PartKind(models.TextChoices):
    SECTION = "section", _("Section without a number")
    POINT = "point", _("Numbered point")


class Policy(models.Model):
    """A policy whatever its language and version; made when its page is first published, and never deleted."""

    slug = models.SlugField(_("address"), max_length=255, unique=True, allow_unicode=True)
    kind = models.CharField(_("kind"), max_length=16, choices=PolicyKind, default=PolicyKind.OTHER)
    page = models.OneToOneField("policies.PolicyPage", on_delete=models.PROTECT, related_name="policy")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind__in=["participation", "privacy"]), name="one_policy_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def path(self) -> str:
        """Without the language: "/policies/participation/"."""
        return self.page.public_path


class PolicyVersion(FrozenVersion):
    """A policy as it was published. What consents and decisions name."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    effective_from = models.DateTimeField(_("in force from"))
    # [{"text_ar": …, "text_en": …, "url": …}]
    legal_basis = models.JSONField(_("legal basis"), default=list, blank=True)

    objects = PolicyVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a policy")
        verbose_name_plural = _("versions of policies")
        ordering = ["policy", "number"]
        constraints = [models.UniqueConstraint(fields=["policy", "number"], name="one_policy_version_a_number")]

    def __str__(self) -> str:
        return f"{self.title_ar} ({self.number})"

    def content(self, parts: Sequence[FrozenPart]) -> dict[str, dict[str, Any]]:
        content = super().content(parts)
        content["arabic"]["legal_basis"] = [[law["text_ar"], law["url"]] for law in self.legal_basis]
        content["english"]["legal_basis"] = [law["text_en"] for law in self.legal_basis]
        return content

    @property
    def is_in_force(self) -> bool:
        """Or was once, and was followed by another. `PolicyVersionQuerySet.in_force` says the same in SQL."""
        now = timezone.now()
        return self.published_at <= now and self.effective_from <= now

    @property
    def laws(self) -> list[tuple[Wording, str]]:
        """The legal basis: each name in the reader's language, and its link."""
        return [(wording(law["text_ar"], law["text_en"]), law["url"]) for law in self.legal_basis]

    @property
    def path(self) -> str:
        return f"{self.policy.path}versions/{self.number}/"


class PointKey(models.Model):
    """An address within a policy, given once: it stays taken when its point is deleted."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="point_keys")
    key = models.CharField(max_length=40)
    uid = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("address of a point")
        verbose_name_plural = _("addresses of points")
        constraints = [
            models.UniqueConstraint(fields=["policy", "key"], name="one_point_a_key"),
            models.UniqueConstraint(fields=["policy", "uid"], name="one_key_a_point"),
        ]

    def __str__(self) -> str:
        return self.key


class Point(FrozenPart):
    """A numbered point or a named section of a published version."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="points")
    point_key = models.ForeignKey(PointKey, on_delete=models.PROTECT, related_name="points")
    kind = models.CharField(_("kind"), max_length=8, choices=PartKind)

    objects = PointQuerySet.as_manager()

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_point_a_key_and_version"),
            models.UniqueConstraint(fields=["version", "position"], name="one_point_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading_ar or self.body_ar[:60]}".strip()

    @property
    def is_numbered(self) -> bool:
        return self.kind == PartKind.POINT

    @property
    def path(self) -> str:
        """Its place in the version it belongs to, for ever; without the language."""
        return f"{self.version.path}#{self.key}"
