"""The ministry and what belongs to it, down to the school."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Governorate
from directory.oman.tables import wilayat
from directory.querysets import PostQuerySet, UnitQuerySet


def _reads_arabic() -> bool:
    return (get_language() or "ar").startswith("ar")


class Unit(models.Model):
    """A part of the ministry: what holds a ticket, answers a suggestion or speaks officially."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry")
        DEPARTMENT = "department", _("Department")
        DIRECTORATE = "directorate", _("Directorate of education")
        OFFICE = "office", _("Education office")
        SCHOOL = "school", _("School")

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name_ar = models.CharField(_("name in Arabic"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    governorate = models.CharField(_("governorate"), max_length=16, choices=Governorate, blank=True)
    wilayat = models.CharField(_("wilayat"), max_length=60, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["code"]
        indexes = [models.Index(fields=["kind", "governorate", "wilayat"])]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_ar if _reads_arabic() else self.name_en

    @property
    def wilayat_name(self) -> str:
        """A wilayat that the table does not know, because it is newer, is shown as it was written."""
        known = wilayat(self.wilayat)
        if known is None:
            return self.wilayat
        return known.name_ar if _reads_arabic() else known.name_en


class Post(models.Model):
    """Who holds which post in a unit, from when to when."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title_ar = models.CharField(_("title in Arabic"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["unit", "-starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "title_ar"], condition=Q(ends_at=None), name="one_holder_a_post"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.holder}"

    @property
    def title(self) -> str:
        return self.title_ar if _reads_arabic() else self.title_en
