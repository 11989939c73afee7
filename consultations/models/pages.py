"""The page editors write: dates, introduction and the draft in clauses, Arabic and English side by side."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path

from consultations.composing import compose
from consultations.dates import default_closing, tomorrow_morning, why_not_these_dates, why_not_this_span
from consultations.matrix import whole_outcome
from consultations.models.consultation import Consultation
from consultations.models.draft import ClauseKind, DraftVersion
from consultations.reading import listing, whole_clause, whole_consultation, whole_version
from consultations.taking_away import outcome_sheet
from directory.models import Unit
from policies.freezing import canonical_json
from policies.models import DraftPart
from policies.models.approval import TextPage
from policies.models.lists import TextIndexPage
from policies.panels import parts_panel, text_pair, title_pair
from tickets.units import UnitChoices

NO_UNIT = _("Choose the unit that is responsible for the consultation.")
NO_CLAUSE = _("A consultation needs at least one numbered clause.")
SUBMISSIONS = {"action-submit", "action-restart-workflow"}


class ConsultationIndexPage(TextIndexPage):
    """The list of consultations: upcoming, open, closed."""

    template = "consultations/consultation_index_page.html"
    subpage_types = ["consultations.ConsultationPage"]

    class Meta:
        verbose_name = _("list of consultations")
        verbose_name_plural = _("lists of consultations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | listing(request.GET.get("page"))


class ConsultationPageForm(WagtailAdminPageForm):
    """Knows whether it was changed, and lists the units as people look for them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # For a default that is computed Django expects the value it began with to come back in a hidden field, which
        # Wagtail's templates leave out: whoever approved would count as one who wrote.
        self.fields["opens_at"].show_hidden_initial = False
        unit = self.fields["unit"]
        unit.iterator = UnitChoices
        unit.widget.choices = unit.choices

    def clean(self) -> dict[str, Any]:
        """A draft may be incomplete; what is sent to somebody for approval may not."""
        cleaned = super().clean()
        if SUBMISSIONS.intersection(self.data):
            self._refuse_what_is_incomplete(cleaned)
        return cleaned

    def _refuse_what_is_incomplete(self, cleaned: dict[str, Any]) -> None:
        if "unit" not in self.errors and cleaned.get("unit") is None:
            self.add_error("unit", NO_UNIT)
        parts = self.formsets["parts"]
        if parts.is_valid() and not any(
            form.cleaned_data.get("kind") == ClauseKind.CLAUSE for form in parts if form not in parts.deleted_forms
        ):
            parts.non_form_errors().append(str(NO_CLAUSE))


class ConsultationPage(TextPage):
    """A consultation while it is edited. What the public reads is what its publication froze."""

    title_en = models.CharField(_("Title in English"), max_length=255, blank=True)
    introduction_ar = models.TextField(_("introduction in Arabic"), blank=True)
    introduction_en = models.TextField(_("introduction in English"), blank=True)
    opens_at = models.DateTimeField(_("opens"), default=tomorrow_morning)
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Empty: after the number of days that the ministry promises.")
    )
    change_reason_ar = models.TextField(_("reason in Arabic"), blank=True)
    change_reason_en = models.TextField(_("reason in English"), blank=True)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible unit"),
        limit_choices_to={"kind__in": [Unit.Kind.MINISTRY, Unit.Kind.DEPARTMENT, Unit.Kind.DIRECTORATE]},
    )

    publishes_first = models.BooleanField(
        _("Comments are published before a moderator reads them"),
        default=False,
        help_text=_("What holds personal data, a listed word or a file waits all the same."),
    )

    content_panels = [
        title_pair(),
        MultiFieldPanel([FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])], heading=_("Dates")),
        text_pair("change_reason", _("Public reason for a change of the closing date after the opening")),
        FieldPanel("unit"),
        FieldPanel("publishes_first"),
        text_pair("introduction", _("Introduction")),
        parts_panel(_("The draft in clauses"), _("Chapter or clause")),
    ]
    base_form_class = ConsultationPageForm
    template = "consultations/consultation_page.html"
    parent_page_types = ["consultations.ConsultationIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")

    def clean(self) -> None:
        super().clean()
        if self.closes_at is None and self.opens_at is not None:
            self.closes_at = default_closing(self.opens_at)
        if errors := why_not_these_dates(self, self.published):
            raise ValidationError(errors)

    @cached_property
    def published(self) -> Consultation | None:
        """A page that was never published has none, and may still be deleted."""
        return Consultation.objects.for_page().filter(page_id=self.pk).first() if self.pk else None

    @property
    def newest_version(self) -> DraftVersion | None:
        return self.published.draft.versions.newest_first().first() if self.published else None

    def count_numbered(self, count: int) -> str:
        return ngettext("%(count)d numbered clause", "%(count)d numbered clauses", count) % {"count": count}

    @property
    def published_slug(self) -> str:
        return self.published.slug if self.published else ""

    def why_not_now(self) -> str:
        """Time may have run out while the text waited for approval."""
        if not any(part.kind == ClauseKind.CLAUSE for part in self.parts.all()):
            return str(NO_CLAUSE)
        if self.unit is None:
            return str(NO_UNIT)
        if self.closes_at is None:
            return gettext("A consultation needs its closing date.")
        if self.published is None:
            begins = max(self.opens_at, self.go_live_at or timezone.now(), timezone.now())
            return why_not_this_span(self.opens_at, self.closes_at, begins=begins)
        return next(iter(why_not_these_dates(self, self.published).values()), "")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        if getattr(request, "is_preview", False):
            return context | self._preview()
        return context | whole_consultation(self._public(), request)

    def _preview(self) -> dict[str, Any]:
        composed = compose(self, self.published)
        clauses = [clause for _uid, clause in composed.clauses]
        return {"version": composed.version, "clauses": clauses, "is_preview": True}

    def _public(self) -> Consultation:
        if self.published is None:
            raise Http404
        return self.published

    @path("versions/<int:number>/", name="version")
    def version(self, request: HttpRequest, number: int) -> HttpResponse:
        context = super().get_context(request) | whole_version(self._public(), number)
        return TemplateResponse(request, "consultations/draft_version.html", context)

    @path("versions/<int:number>/text/", name="version_text")
    def version_text(self, request: HttpRequest, number: int) -> HttpResponse:
        """The bytes that the hash was made of."""
        shown = whole_version(self._public(), number)
        text = canonical_json(shown["version"].content(shown["clauses"]))
        return HttpResponse(text, content_type="application/json; charset=utf-8")

    @path("clauses/<slug:key>/", name="clause")
    def clause(self, request: HttpRequest, key: str) -> HttpResponse:
        """One clause with everything that was said about it."""
        context = super().get_context(request) | whole_clause(
            self._public(), key, request.GET.get("page"), request.user
        )
        return TemplateResponse(request, "consultations/clause.html", context)

    @path("outcome/", name="outcome")
    def outcome(self, request: HttpRequest) -> HttpResponse:
        """You said, we did."""
        context = super().get_context(request) | whole_outcome(self._public(), request.GET)
        return TemplateResponse(request, "consultations/outcome.html", context)

    @path("outcome/<slug:form>/", name="outcome_sheet")
    def outcome_sheet(self, request: HttpRequest, form: str) -> HttpResponse:
        """The same to take away, as a table."""
        return outcome_sheet(self._public(), form, request.GET)


class ClausePart(DraftPart):
    """A chapter or a clause of a draft while it is edited."""

    page = ParentalKey(ConsultationPage, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(_("kind"), max_length=8, choices=ClauseKind, default=ClauseKind.CLAUSE)

    class Meta(DraftPart.Meta):
        verbose_name = _("chapter or clause")
        verbose_name_plural = _("chapters and clauses")

    def clean(self) -> None:
        super().clean()
        if self.kind == ClauseKind.CLAUSE and not self.number.strip():
            raise ValidationError({"number": _("A numbered clause needs its number.")})
