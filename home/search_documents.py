"""The plain pages are findable: who looks for the call centre finds the channels."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from home.models import PlainPage
from search.documents import SearchDocument
from search.registry import Kind, register


def findable() -> QuerySet[Any]:
    return PlainPage.objects.live().public()


def document(page: PlainPage) -> SearchDocument:
    return SearchDocument(
        kind="page",
        path=f"/{page.slug}/",
        title_ar=page.title,
        title_en=page.title_en,
        body_ar=_words(page.summary_ar, page.body_ar),
        body_en=_words(page.summary_en, page.body_en),
        date=page.last_published_at.date() if page.last_published_at else None,
    )


def _words(summary: str, body: str) -> str:
    """Tags leave a space behind: words on either side of one are two words."""
    return f"{summary} {strip_tags(body.replace('<', ' <'))}".strip()


register(
    PlainPage, queryset=findable, document=document, kinds={"page": Kind(_("Page of the site"), _("Pages of the site"))}
)
