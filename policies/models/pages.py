"""The pages editors write: Arabic and English side by side on one form, one publication for both."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

from policies.models.approval import TextPage
from policies.models.texts import DraftPart
from policies.models.versions import PartKind, Policy, PolicyKind


class PolicyIndexPage(Page):
    """The list of the ministry's policies."""

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    introduction_ar = models.TextField(_("introduction in Arabic"), blank=True)
    introduction_en = models.TextField(_("introduction in English"), blank=True)

    template = "policies/policy_index_page.html"
    max_count = 1
    subpage_types = ["policies.PolicyPage"]

    class Meta:
        verbose_name = _("list of policies")
        verbose_name_plural = _("lists of policies")


class PolicyPage(TextPage):
    """A policy while it is edited. What the public reads is the version that its publication froze."""

    kind = models.CharField(_("kind"), max_length=16, choices=PolicyKind, default=PolicyKind.OTHER)
    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    introduction_ar = models.TextField(_("introduction in Arabic"), blank=True)
    introduction_en = models.TextField(_("introduction in English"), blank=True)
    effective_from = models.DateTimeField(
        _("in force from"), null=True, blank=True, help_text=_("Empty: from the moment of publication.")
    )

    template = "policies/policy_page.html"
    parent_page_types = ["policies.PolicyIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    def clean(self) -> None:
        super().clean()
        errors = {}
        published = Policy.objects.filter(page_id=self.pk).first() if self.pk else None
        if published and published.slug != self.slug:
            errors["slug"] = _("This address is published and cited. It stays as it is.")
        if self.kind != PolicyKind.OTHER and self._another_has_this_kind():
            errors["kind"] = _("There is a published policy of this kind already. Change that one instead.")
        if errors:
            raise ValidationError(errors)

    def _another_has_this_kind(self) -> bool:
        return Policy.objects.filter(kind=self.kind).exclude(page_id=self.pk).exists()


class LegalBasis(Orderable):
    """A law or decision that a policy rests on."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="legal_basis")
    text_ar = models.CharField(_("name in Arabic"), max_length=300)
    text_en = models.CharField(_("name in English"), max_length=300, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")

    def __str__(self) -> str:
        return self.text_ar


class PolicyPart(DraftPart):
    """A section or a point of a policy while it is edited."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(_("kind"), max_length=8, choices=PartKind, default=PartKind.POINT)

    class Meta(DraftPart.Meta):
        verbose_name = _("section or point")
        verbose_name_plural = _("sections and points")

    def clean(self) -> None:
        super().clean()
        if self.kind == PartKind.POINT and not self.number.strip():
            raise ValidationError({"number": _("A numbered point needs its number.")})
