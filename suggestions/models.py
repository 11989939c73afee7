"""Citizens' proposals: a contribution with a subject, a discussion of its own, and a unit that studies it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from contributions.models import Contribution, Decision, Discussion
from directory.models import Unit
from suggestions.querysets import SuggestionQuerySet


class Category(models.Model):
    """What a suggestion is about. A row, so that the ministry may change the list."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)
    publishes_first = models.BooleanField(
        _("published before a moderator reads it"),
        default=False,
        help_text=_("What holds personal data, a listed word or a file waits all the same."),
    )

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_ar if (get_language() or "ar").startswith("ar") else self.name_en


class Suggestion(models.Model):
    """A proposal. Words, attribution and both states are its contribution's."""

    contribution = models.OneToOneField(Contribution, on_delete=models.PROTECT, related_name="suggestion")
    discussion = models.OneToOneField(Discussion, on_delete=models.PROTECT, related_name="suggestion")
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="suggestions", verbose_name=_("category")
    )
    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("consultation that it answers"),
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("unit that studies it"),
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.contribution.reference

    @property
    def reference(self) -> str:
        return self.contribution.reference

    @property
    def title(self) -> str:
        text = self.contribution.text
        return text.title if text else ""

    @property
    def comment_count(self) -> int:
        return self.discussion.comment_count

    @property
    def path(self) -> str:
        """Without the language prefix. The address holds for ever, whatever becomes of the suggestion."""
        return f"/suggestions/{self.contribution.reference}/"

    @property
    def decision_label(self) -> str:
        return decision_label(self.contribution.decision)


def decision_label(decision: str) -> str:
    """What a decision is called on a suggestion: adopted is "accepted", adapted "partly accepted"."""
    words: dict[str, str] = {
        Decision.NONE: pgettext("suggestion", "Waiting for an answer"),
        Decision.ADOPTED: pgettext("suggestion", "Accepted"),
        Decision.ADAPTED: pgettext("suggestion", "Partly accepted"),
        Decision.NOT_ADOPTED: pgettext("suggestion", "Not accepted"),
    }
    return words.get(decision) or str(Decision(decision).label)
