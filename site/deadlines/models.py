"""What is owed, to whom, by when; and the days on which nobody works."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from deadlines.querysets import DeadlineQuerySet, HolidayQuerySet


class Holiday(models.Model):
    """A day unlike the published calendar: a holiday announced by decree, or a working day in spite of it."""

    date = models.DateField(_("date"))
    name_ar = models.CharField(_("name in Arabic"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    is_working = models.BooleanField(
        _("people work on this day"),
        default=False,
        help_text=_("Tick this for a day that the published calendar, or the weekend, takes for a day off."),
    )
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False, editable=False)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception to the working calendar")
        verbose_name_plural = _("working calendar")
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["date"], condition=Q(is_withdrawn=False), name="one_exception_in_force_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date}: {self.name}"

    @property
    def name(self) -> str:
        return self.name_ar if (get_language() or "ar").startswith("ar") else self.name_en


class Deadline(models.Model):
    """A promise with an end. Whether it is overdue is computed, never stored."""

    class Unit(models.TextChoices):
        WORKING_DAYS = "working_days", _("working days")
        WORKING_HOURS = "working_hours", _("working hours")
        DAYS = "days", _("days")
        HOURS = "hours", _("hours")
        MOMENT = "moment", _("a fixed moment")

        @classmethod
        def working(cls) -> "list[Deadline.Unit]":
            return [cls.WORKING_DAYS, cls.WORKING_HOURS]

    kind = models.CharField(_("kind"), max_length=60)  # "moderation", "decision"
    subject_type = models.CharField(max_length=60)  # "contributions.contribution"
    subject_id = models.BigIntegerField()
    reference = models.CharField(_("reference"), max_length=40, blank=True)
    owed_to = models.CharField(_("owed to"), max_length=120, blank=True)  # "user:7"
    started_at = models.DateTimeField(_("counted from"), default=timezone.now)
    # What was promised, so that the end can be counted again when a holiday is announced.
    allowance = models.PositiveIntegerField(_("allowance"), default=0)
    unit = models.CharField(_("counted in"), max_length=14, choices=Unit, default=Unit.MOMENT)
    due_at = models.DateTimeField(_("due"))
    met_at = models.DateTimeField(_("met"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("no longer owed since"), null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id"],
                condition=Q(met_at=None, dropped_at=None),
                name="owed_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(met_at=None) | Q(dropped_at=None), name="met_or_dropped_never_both"),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "kind"]),
            models.Index(fields=["due_at"], condition=Q(met_at=None, dropped_at=None), name="deadline_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"

    @property
    def is_open(self) -> bool:
        return self.met_at is None and self.dropped_at is None

    @property
    def is_overdue(self) -> bool:
        """The same as `Deadline.objects.overdue()`."""
        return self.is_open and self.due_at < timezone.now()

    @property
    def was_late(self) -> bool:
        """Met, but after the moment that was promised."""
        return self.met_at is not None and self.met_at > self.due_at
