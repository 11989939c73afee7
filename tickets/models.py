"""Matters that somebody must act on: seven types, who holds each, since when, and by when it must be done."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contributions.models import Contribution
from deadlines.models import Deadline
from directory.models import Unit
from tickets.querysets import CustodyQuerySet, TicketQuerySet


class TicketType(models.Model):
    """One of the seven kinds of matter. A row, so that the ministry may change names and times."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    working_days = models.PositiveSmallIntegerField(_("working days to finish"))
    # The public look-up answers as if the number did not exist.
    is_confidential = models.BooleanField(_("confidential"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("ticket type")
        verbose_name_plural = _("ticket types")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_ar if (get_language() or "ar").startswith("ar") else self.name_en


class Status(models.TextChoices):
    NEW = "new", _("Waiting for an officer")
    ASSIGNED = "assigned", _("With an officer")
    IN_PROGRESS = "in_progress", _("Being worked on")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class Ticket(models.Model):
    """A matter that a unit must act on, by when, and what came of it."""

    reference = models.CharField(_("reference"), max_length=11, unique=True)
    type = models.ForeignKey(TicketType, on_delete=models.PROTECT, related_name="tickets", verbose_name=_("type"))
    # Left empty where the origin's own title says it: a citizen's words are not copied out of their contribution.
    title = models.CharField(_("title"), max_length=200, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tickets", verbose_name=_("unit"))
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tickets",
        verbose_name=_("officer in charge"),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NEW)
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The one clock: a holiday that is announced later moves it. Empty only while `open_ticket` runs.
    deadline = models.OneToOneField(Deadline, on_delete=models.PROTECT, null=True, related_name="ticket")
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    result_ar = models.TextField(_("result in Arabic"), blank=True)
    result_en = models.TextField(_("result in English"), blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(status="done") | ~Q(result_ar=""), name="done_with_a_result"),
            models.CheckConstraint(
                condition=~Q(status__in=["assigned", "in_progress"]) | Q(officer__isnull=False),
                name="worked_on_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["unit", "status"]), models.Index(fields=["officer", "status"])]

    def __str__(self) -> str:
        return f"{self.type} {self.reference}"

    @property
    def is_open(self) -> bool:
        return self.status in {Status.NEW, Status.ASSIGNED, Status.IN_PROGRESS}

    @property
    def due_at(self) -> datetime:
        assert self.deadline is not None
        return self.deadline.due_at

    @property
    def is_overdue(self) -> bool:
        """The same rule as `TicketQuerySet.overdue`."""
        return self.is_open and self.due_at < timezone.now()

    @property
    def heading(self) -> str:
        """Its own title, or the title of the contribution that it came from."""
        if self.title:
            return self.title
        texts = (origin.contribution.text for origin in self.origins.all())
        return next((text.title for text in texts if text and text.title), str(self.type))

    @property
    def result(self) -> str:
        """The public result in the reader's language; Arabic where nobody wrote it in English."""
        arabic = (get_language() or "ar").startswith("ar")
        return self.result_ar if arabic else self.result_en or self.result_ar

    @property
    def result_language(self) -> str:
        return "en" if self.result == self.result_en and self.result_en else "ar"


class Origin(models.Model):
    """Why a ticket exists: a contribution that asked for it. Any number of them."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="origins")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="ticket_origins")

    class Meta:
        verbose_name = _("origin")
        verbose_name_plural = _("origins")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ticket", "contribution"], name="one_origin_each")]

    def __str__(self) -> str:
        return f"{self.contribution.reference} → {self.ticket.reference}"


class Custody(models.Model):
    """Who held a ticket, from when until when: a unit, and an officer of it once one took the matter."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="custodies")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = CustodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("custody")
        verbose_name_plural = _("custodies")
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["ticket"], condition=Q(until=None), name="one_holder_at_a_time")]

    def __str__(self) -> str:
        return f"{self.ticket.reference}: {self.officer or self.unit}"
