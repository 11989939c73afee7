from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Site

from consultations.dates import default_closing, tomorrow_morning
from consultations.models import ClauseKind, ClausePart, ConsultationIndexPage, ConsultationPage
from policies.actions import ImportedPart, free_slug, identify_parts

if TYPE_CHECKING:
    from accounts.models import User
    from directory.models import Unit


@transaction.atomic
def ensure_index(home: Page | None = None) -> ConsultationIndexPage:
    """The list of consultations, made under the home page if there is none."""
    index = ConsultationIndexPage.objects.first()
    if index is None:
        home = home or Site.objects.get(is_default_site=True).root_page
        index = ConsultationIndexPage(title="المشاورات", title_en="Consultations", slug="consultations")
        home.add_child(instance=index)
    return index


@transaction.atomic
def make_draft(
    *,
    title_ar: str,
    title_en: str = "",
    slug: str = "",
    language: str = "ar",
    parts: Sequence[ImportedPart],
    by: User | None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    unit: Unit | None = None,
    into: ConsultationPage | None = None,
) -> ConsultationPage:
    """A consultation that waits for approval like any other. `into` is one whose draft the document replaces; the
    parts' kinds are "section" and "point" as in a policy: a point becomes a clause."""
    if into:
        page = into.get_latest_revision_as_object()
    else:
        opens_at = opens_at or tomorrow_morning()
        title = title_ar or title_en
        page = ConsultationPage(title=title, title_en=title_en, live=False, owner=by, unit=unit, opens_at=opens_at)
        page.closes_at = closes_at or default_closing(opens_at)
        index = ensure_index()
        page.slug = free_slug(index, slug or slugify(title_en) or slugify(title, allow_unicode=True) or "draft")
        index.add_child(instance=page)
    identify_parts(page, parts, language=language, row=ClausePart, kinds={"point": ClauseKind.CLAUSE})
    page.save_revision(user=by, clean=False, log_action=True)
    return page
