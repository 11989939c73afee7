"""The home page and the plain pages: Arabic and English side by side, one publication for both."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageViewRestriction

from policies.wording import Wording, wording

PLAIN = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]


def _pair(arabic: str, english: str, heading: Any) -> MultiFieldPanel:
    """Arabic and English side by side on the form."""
    return MultiFieldPanel([FieldRowPanel([FieldPanel(arabic), FieldPanel(english)])], heading=heading)


TITLES = MultiFieldPanel(
    [FieldRowPanel([TitleFieldPanel("title", classname="title"), FieldPanel("title_en")])], heading=_("Title")
)


class HomePage(Page):
    """What the ministry promises in a line, and which points of its policy it shows beside it."""

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    promise_ar = models.CharField(_("promise in Arabic"), max_length=120)
    promise_en = models.CharField(_("promise in English"), max_length=120, blank=True)
    lead_ar = models.TextField(_("lead in Arabic"), blank=True)
    lead_en = models.TextField(_("lead in English"), blank=True)
    promised_points = models.CharField(
        _("points of the policy to show"),
        max_length=200,
        blank=True,
        help_text=_("Addresses of points of the participation policy, for example: point-4 point-10"),
    )

    template = "home/home_page.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    private_page_options: list[str] = []

    content_panels = [
        TITLES,
        _pair("promise_ar", "promise_en", _("Promise")),
        _pair("lead_ar", "lead_en", _("Lead")),
        FieldPanel("promised_points"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def promise(self) -> Wording:
        return wording(self.promise_ar, self.promise_en)

    @property
    def lead(self) -> Wording:
        return wording(self.lead_ar, self.lead_en)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """The home page is everybody's. Asking would cost every reader two queries."""
        return PageViewRestriction.objects.none()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.queries import sections  # the rooms it asks are loaded after the models

        return super().get_context(request, *args, **kwargs) | sections(self) | {"hide_search": True}


class PlainPage(Page):
    """A page that says one thing: the channels, the guide, how to reach us, accessibility."""

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    summary_ar = models.CharField(_("summary in Arabic"), max_length=300, blank=True)
    summary_en = models.CharField(_("summary in English"), max_length=300, blank=True)
    body_ar = RichTextField(_("text in Arabic"), features=PLAIN, blank=True)
    body_en = RichTextField(_("text in English"), features=PLAIN, blank=True)

    template = "home/plain_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    content_panels = [
        TITLES,
        _pair("summary_ar", "summary_en", _("Summary")),
        _pair("body_ar", "body_en", _("Text")),
    ]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    @property
    def heading(self) -> Wording:
        return wording(self.title, self.title_en)

    @property
    def summary(self) -> Wording:
        return wording(self.summary_ar, self.summary_en)

    @property
    def body(self) -> Wording:
        return wording(self.body_ar, self.body_en)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        others = PlainPage.objects.live().sibling_of(self, inclusive=False)
        return super().get_context(request, *args, **kwargs) | {"others": others}
