"""Pages that tests write as an editor would: parts complete by default, one revision, not yet published."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Page, Site

from accounts.models import User
from policies.actions import ensure_index, ensure_workflow
from policies.models import PolicyPage, PolicyPart

POINTS = {
    "7": (
        "حماية البيانات",
        "Protection of data",
        "لا تُنشر مساهمة فيها بيانات شخصية لغير صاحبها.",
        "No personal data of others.",
    ),
    "10": (
        "النشر باسم صاحبه",
        "Published by name",
        "تُنشر المساهمات باسم الجهة التي أعدّتها.",
        "Published under its party's name.",
    ),
}


def home_page() -> Page:
    """The root of the one site there is."""
    return Site.objects.get(is_default_site=True).root_page


def make_part(number: str, heading_ar: str, heading_en: str, body_ar: str, body_en: str, **fields: Any) -> PolicyPart:
    part = PolicyPart(
        number=number, heading_ar=heading_ar, heading_en=heading_en, body_ar=body_ar, body_en=body_en, **fields
    )
    part.full_clean(exclude=["page"])
    return part


def make_policy_page(
    *, by: User | None, points: dict[str, tuple[str, str, str, str]] | None = None, **fields: Any
) -> PolicyPage:
    """A policy with points 7 and 10, saved as a draft by somebody."""
    defaults = {"title": "سياسة المشاركة", "title_en": "Participation policy", "slug": "participation"}
    page = PolicyPage(**(defaults | fields), live=False, owner=by)
    page.parts = [make_part(number, *texts) for number, texts in (POINTS if points is None else points).items()]
    ensure_index().add_child(instance=page)
    page.save_revision(user=by)
    return page


def into_the_office(user: User, *groups: str) -> User:
    """The person works in Wagtail's admin, with the rights of their groups."""
    ensure_workflow()
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user
