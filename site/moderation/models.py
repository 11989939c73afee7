"""Why something may not be published, what a moderator decided about one contribution, and what its author objects."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contributions.models import Contribution
from moderation.querysets import AppealQuerySet, ClaimQuerySet, KeptQuerySet, ReportQuerySet
from workflow.models import Step


class Reason(models.Model):
    """A published reason for holding back or removing, tied to a point of the participation policy by its key."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    point_key = models.CharField(_("point of the policy"), max_length=40)  # "point-7": the key never changes
    label_ar = models.CharField(_("reason in Arabic"), max_length=200)
    label_en = models.CharField(_("reason in English"), max_length=200)
    message_ar = models.TextField(_("message to the author in Arabic"))
    message_en = models.TextField(_("message to the author in English"))
    is_active = models.BooleanField(_("in use"), default=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("moderation reason")
        verbose_name_plural = _("moderation reasons")
        ordering = ["point_key", "code"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.label_ar if (get_language() or "ar").startswith("ar") else self.label_en

    def message(self, language: str) -> str:
        return self.message_ar if language == "ar" else self.message_en


class ListedWord(models.Model):
    """A word that moderators are shown wherever it stands, however it is spelt. It decides nothing."""

    code = models.CharField(_("word"), max_length=60, unique=True)
    note = models.CharField(_("why it is listed"), max_length=200, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("listed word")
        verbose_name_plural = _("listed words")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Verdict(models.Model):
    """A moderation decision: the step, the reason, the point as it read in the version then in force, and the
    message that the author got. Frozen; a reversal is another verdict."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="verdicts")
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="verdict")
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, blank=True, related_name="verdicts")
    point = models.ForeignKey("policies.Point", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    message = models.TextField(_("message to the author"), blank=True)

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.contribution.reference}: {self.step.name}"

    @property
    def appeal_until(self) -> datetime:
        return self.step.at + timedelta(days=settings.PROMISES["appeal_within_days"])


class MergeProposal(models.Model):
    """A moderator saw that one says what another says already. An officer decides whether they become one."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="merge_proposals")
    into = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="+")
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("proposal to merge")
        verbose_name_plural = _("proposals to merge")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["contribution", "into"], name="proposed_once")]

    def __str__(self) -> str:
        return f"{self.contribution.reference} → {self.into.reference}"


class Claim(models.Model):
    """Who has a contribution in hand, so that no two moderators work on the same one. Not part of the record: it
    ends by itself, or with the decision."""

    contribution = models.OneToOneField(Contribution, on_delete=models.PROTECT, related_name="claim")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claims")
    # Empty: it was given to them, and stays theirs until it is decided.
    until = models.DateTimeField(_("in hand until"), null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution in hand")
        verbose_name_plural = _("contributions in hand")

    def __str__(self) -> str:
        return f"{self.contribution.reference}: {self.moderator}"

    @property
    def is_live(self) -> bool:
        return self.until is None or self.until > timezone.now()


class Appeal(models.Model):
    """An author's objection to one verdict, made once. Its words are kept; only an erasure blanks them."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="appeals")
    verdict = models.OneToOneField(Verdict, on_delete=models.PROTECT, related_name="appeal")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appeals")
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    words = models.TextField(_("grounds"))
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.contribution.reference

    @property
    def ruling_or_none(self) -> Ruling | None:
        return getattr(self, "ruling", None)


class Report(models.Model):
    """A reader's hint that something published breaks a point of the policy. It decides nothing, and the public never
    learns of it. Its note is kept; only an erasure blanks it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        UPHELD = "upheld", _("Taken out of sight")
        DISMISSED = "dismissed", _("Left as it is")
        LAPSED = "lapsed", _("No longer published")

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports")
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, related_name="reports")
    note = models.TextField(_("what is wrong"), blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "reporter"], condition=models.Q(state="open"), name="one_open_report_a_reader"
            )
        ]

    def __str__(self) -> str:
        return self.contribution.reference


class Ruling(models.Model):
    """What another moderator found on an appeal, with the reason in writing. Frozen."""

    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="ruling")
    # Of a successful appeal the step that published it.
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="ruling")
    is_granted = models.BooleanField(_("granted"))
    answer = models.TextField(_("answer to the author"))

    class Meta:
        verbose_name = _("ruling on an appeal")
        verbose_name_plural = _("rulings on appeals")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.appeal}: {self.is_granted}"
