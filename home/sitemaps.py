"""Every public page, each in both languages, for those who index the site. Addresses are SITE_URL's, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.utils import translation
from wagtail.models import Page, Site

from suggestions.models import Suggestion

AT_ONCE = 2000  # entries of one file: each of the two languages is one
LISTS = ["/suggestions/", "/outcomes/", "/tickets/", "/transparency/", "/voices/"]


class InBothLanguages(Sitemap):
    i18n = True
    alternates = True
    limit = AT_ONCE

    @property
    def protocol(self) -> str:  # type: ignore[override]
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def path_of(self, item: Any) -> str:
        """Without the language."""
        raise NotImplementedError

    def location(self, item: Any) -> str:
        return f"/{translation.get_language()}{self.path_of(item)}"


class Pages(InBothLanguages):
    """The tree below the home page: policies, consultations, plain pages."""

    def items(self) -> QuerySet[Page]:
        root = Site.objects.get(is_default_site=True).root_page
        self.start = len(root.url_path)
        pages = Page.objects.descendant_of(root, inclusive=True).live().public()
        return pages.order_by("path").only("url_path", "last_published_at")

    def path_of(self, item: Page) -> str:
        return f"/{item.url_path[self.start :]}"

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at


class Suggestions(InBothLanguages):
    def items(self) -> QuerySet[Suggestion]:
        return Suggestion.objects.published().oldest().select_related("contribution")

    def path_of(self, item: Suggestion) -> str:
        return item.path

    def lastmod(self, item: Suggestion) -> datetime | None:
        return item.contribution.published_at


class Lists(InBothLanguages):
    """Pages that stand in no tree."""

    def items(self) -> Sequence[str]:
        return LISTS

    def path_of(self, item: str) -> str:
        return item


SITEMAPS: dict[str, type[Sitemap]] = {"pages": Pages, "lists": Lists, "suggestions": Suggestions}
