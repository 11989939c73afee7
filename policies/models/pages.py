"""The pages editors write: Arabic and English side by side on one form, one publication for both."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import URLInput
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Orderable

from policies.comparing import changes_between
from policies.composing import compose
from policies.freezing import canonical_json
from policies.models.approval import TextPage
from policies.models.lists import TextIndexPage
from policies.models.texts import DraftPart
from policies.models.versions import PartKind, Policy, PolicyKind, PolicyVersion
from policies.panels import line_pair, parts_panel, text_pair, title_pair

LAW_PANELS = [line_pair("text"), FieldPanel("url", widget=URLInput(attrs={"dir": "ltr"}))]


class PolicyIndexPage(TextIndexPage):
    """The list of the ministry's policies."""

    template = "policies/policy_index_page.html"
    subpage_types = ["policies.PolicyPage"]

    class Meta:
        verbose_name = _("list of policies")
        verbose_name_plural = _("lists of policies")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"versions": PolicyVersion.objects.current_of_live_policies()}


class PolicyPage(TextPage):
    """A policy while it is edited. What the public reads is the version that its publication froze."""

    kind = models.CharField(_("kind"), max_length=16, choices=PolicyKind, default=PolicyKind.OTHER)
    title_en = models.CharField(_("Title in English"), max_length=255, blank=True)
    introduction_ar = models.TextField(_("introduction in Arabic"), blank=True)
    introduction_en = models.TextField(_("introduction in English"), blank=True)
    effective_from = models.DateTimeField(
        _("in force from"), null=True, blank=True, help_text=_("Empty: from the moment of publication.")
    )

    content_panels = [
        title_pair(),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("effective_from")]),
        text_pair("introduction", _("Introduction")),
        InlinePanel("legal_basis", heading=_("Legal basis"), label=_("Law or decision"), panels=LAW_PANELS),
        parts_panel(_("Sections and points"), _("Section or point")),
    ]
    template = "policies/policy_page.html"
    exclude_fields_in_copy = ["kind"]  # a copy is not the participation policy
    parent_page_types = ["policies.PolicyIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    def clean(self) -> None:
        super().clean()
        others = Policy.objects.filter(kind=self.kind).exclude(page_id=self.pk)
        if self.kind != PolicyKind.OTHER and others.exists():
            raise ValidationError(
                {"kind": _("There is a published policy of this kind already. Change that one instead.")}
            )

    @cached_property
    def published_policy(self) -> Policy | None:
        """A page that was never published has none, and may still be deleted."""
        return Policy.objects.filter(page_id=self.pk).first() if self.pk else None

    @property
    def newest_version(self) -> PolicyVersion | None:
        return self.published_policy.versions.newest_first().first() if self.published_policy else None

    def count_numbered(self, count: int) -> str:
        return ngettext("%(count)d numbered point", "%(count)d numbered points", count) % {"count": count}

    @property
    def published_slug(self) -> str:
        return self.published_policy.slug if self.published_policy else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        if getattr(request, "is_preview", False):
            return context | self._preview()
        return context | self._published(number=None)

    def _preview(self) -> dict[str, Any]:
        composed = compose(self, self.published_policy)
        return {
            "version": composed.version,
            "points": [point for _uid, point in composed.points],
            "is_current": True,
            "is_preview": True,
        }

    def _published(self, number: int | None) -> dict[str, Any]:
        """What the public reads comes from frozen rows alone."""
        policy = self.published_policy
        versions = list(policy.versions.newest_first()) if policy else []
        in_force = next((version for version in versions if version.is_in_force), None)
        shown = next((v for v in versions if v.number == number), None) if number else in_force or versions[0]
        if shown is None:
            raise Http404
        points = list(shown.points.all())
        earlier = next((v for v in versions if v.number == shown.number - 1), None)
        return {
            "version": shown,
            "points": points,
            "versions": versions,
            "in_force": in_force,
            "is_current": shown == in_force,
            "coming": [v for v in versions if in_force and v.number > in_force.number],
            "changes": changes_between(list(earlier.points.all()), points) if earlier and number else [],
        }

    @path("versions/<int:number>/", name="version")
    def version(self, request: HttpRequest, number: int) -> HttpResponse:
        context = super().get_context(request) | self._published(number)
        return TemplateResponse(request, "policies/policy_version.html", context)

    @path("versions/<int:number>/text/", name="version_text")
    def version_text(self, request: HttpRequest, number: int) -> HttpResponse:
        """The bytes that the hash was made of."""
        shown = self._published(number)
        text = canonical_json(shown["version"].content(shown["points"]))
        return HttpResponse(text, content_type="application/json; charset=utf-8")


class LegalBasis(Orderable):
    """A law or decision that a policy rests on."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="legal_basis")
    text_ar = models.CharField(_("name in Arabic"), max_length=300)
    text_en = models.CharField(_("name in English"), max_length=300, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
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
