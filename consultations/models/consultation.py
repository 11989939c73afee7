from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.querysets import ConsultationQuerySet
from directory.models import Unit
from policies.wording import Wording, wording
from workflow.models import Step


class Stage(models.TextChoices):
    """What people decided. As long as nobody has, its dates say where it stands."""

    NONE = "none", _("In its course")
    CANCELLED = "cancelled", _("Cancelled")
    OUTCOME_PUBLISHED = "outcome_published", _("Outcome published")


class Phase(models.TextChoices):
    """Where it stands: computed, never stored."""

    UPCOMING = "upcoming", _("Upcoming")
    OPEN = "open", _("Open")
    IN_REVIEW = "in_review", _("In review")
    CANCELLED = "cancelled", _("Cancelled")
    OUTCOME_PUBLISHED = "outcome_published", _("Outcome published")


class Consultation(models.Model):
    """A consultation whatever its language and version; made when its page is first published, and never deleted."""

    slug = models.SlugField(_("address"), max_length=255, unique=True, allow_unicode=True)
    page = models.OneToOneField("consultations.ConsultationPage", on_delete=models.PROTECT, related_name="consultation")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible unit")
    )
    opens_at = models.DateTimeField(_("opens"))
    # The first second at which it is closed.
    closes_at = models.DateTimeField(_("closes"))
    publishes_first = models.BooleanField(_("published before a moderator reads it"), default=False)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.NONE)
    announced_at = models.DateTimeField(_("announced"), default=timezone.now)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="closes_after_it_opens"),
        ]
        indexes = [models.Index(fields=["stage", "closes_at"])]

    def __str__(self) -> str:
        return self.slug

    def phase_at(self, at: datetime) -> Phase:
        """`ConsultationQuerySet` says the same in SQL."""
        if self.stage != Stage.NONE:
            return Phase(self.stage)
        if at < self.opens_at:
            return Phase.UPCOMING
        return Phase.OPEN if at < self.closes_at else Phase.IN_REVIEW

    @property
    def phase(self) -> Phase:
        return self.phase_at(timezone.now())

    @property
    def is_upcoming(self) -> bool:
        return self.phase == Phase.UPCOMING

    @property
    def is_open(self) -> bool:
        return self.phase == Phase.OPEN

    @property
    def is_in_review(self) -> bool:
        return self.phase == Phase.IN_REVIEW

    @property
    def is_over(self) -> bool:
        return timezone.now() >= self.closes_at or self.stage != Stage.NONE

    @property
    def has_opened(self) -> bool:
        """Its dates are a promise now: a change of the closing date needs a public reason."""
        return timezone.now() >= self.opens_at

    @property
    def days_open(self) -> int:
        return max((self.closes_at - self.opens_at).days, 1)

    @property
    def days_elapsed(self) -> int:
        return min(max((timezone.now() - self.opens_at).days, 0), self.days_open)

    @property
    def outcome_due_at(self) -> datetime:
        return self.closes_at + timedelta(days=settings.PROMISES["outcome_days"])

    @property
    def is_overdue(self) -> bool:
        """The promised outcome has not come."""
        return self.is_in_review and timezone.now() >= self.outcome_due_at

    @property
    def path(self) -> str:
        """Without the language: "/consultations/transport/"."""
        return self.page.public_path

    @property
    def title(self) -> Wording:
        """As the newest version says; `for_list` loads it."""
        version = self.newest_version
        return version.title if version else wording(self.page.title, self.page.title_en)

    @property
    def newest_version(self):  # noqa: ANN201  (DraftVersion; named in draft.py, which imports this module)
        return max(self.draft.versions.all(), key=lambda version: version.number, default=None)


class Extension(models.Model):
    """A change of the closing date after the opening, with the reason that stands beside the date for ever."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="extensions")
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="+")
    closed_at_before = models.DateTimeField(_("would have closed"))
    closes_at = models.DateTimeField(_("closes"))
    reason_ar = models.TextField(_("reason in Arabic"))
    reason_en = models.TextField(_("reason in English"), blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("change of the closing date")
        verbose_name_plural = _("changes of the closing date")
        ordering = ["consultation", "made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.closes_at}"

    @property
    def reason(self) -> Wording:
        return wording(self.reason_ar, self.reason_en)


class Conclusion(models.Model):
    """What the ministry says when it cancels a consultation or publishes its outcome."""

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="conclusion")
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="+")
    text_ar = models.TextField(_("text in Arabic"))
    text_en = models.TextField(_("text in English"), blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")

    def __str__(self) -> str:
        return f"{self.consultation}: {self.text_ar[:60]}"

    @property
    def text(self) -> Wording:
        return wording(self.text_ar, self.text_en)
