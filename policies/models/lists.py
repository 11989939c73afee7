"""The pages that list texts: policies, and the consultations on drafts."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PagePermissionTester, PageViewRestriction

from policies.panels import text_pair, title_pair
from policies.wording import Wording, wording


class TextIndexPage(Page):
    """A list of texts. Nothing is published under it in one go: a new text is its author's own."""

    title_en = models.CharField(_("Title in English"), max_length=255, blank=True)
    introduction_ar = models.TextField(_("introduction in Arabic"), blank=True)
    introduction_en = models.TextField(_("introduction in English"), blank=True)

    content_panels = [title_pair(), text_pair("introduction", _("Introduction"))]
    max_count = 1
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    @property
    def heading(self) -> Wording:
        return wording(self.title, self.title_en)

    @property
    def introduction(self) -> Wording:
        return wording(self.introduction_ar, self.introduction_en)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        return PageViewRestriction.objects.none()

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return _NoPublishingAtOnce(user, self)


class _NoPublishingAtOnce(PagePermissionTester):
    def can_publish_subpage(self) -> bool:
        return False
