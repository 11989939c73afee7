"""Pages that tests write as an editor would: parts complete by default, one revision, not yet published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from accounts.actions import grant_role
from accounts.models import User
from accounts.permissions import roles_of
from policies.actions import ensure_index, ensure_workflow
from policies.models import Policy, PolicyIndexPage, PolicyPage, PolicyPart, PolicyVersion

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


def notice_in_force() -> PolicyVersion:
    """The privacy notice, which a consent names; in force since long ago, and its page not published. Almost every test
    begins here: it makes no list of policies for it, and no index of what refers to what."""
    found = PolicyVersion.objects.filter(policy__kind="privacy").order_by("-number").first()
    if found is not None:
        return found
    page = PolicyPage(title="إشعار الخصوصية", title_en="Privacy notice", slug="privacy", kind="privacy", live=False)
    with disable_reference_index_auto_update():
        (PolicyIndexPage.objects.first() or home_page()).add_child(instance=page)
    long_ago = timezone.make_aware(datetime(2020, 1, 1))
    texts = {"title_ar": page.title, "title_en": page.title_en, "hash": "0" * 64, "arabic_hash": "0" * 64}
    return PolicyVersion.objects.create(
        policy=Policy.objects.create(slug="privacy", kind="privacy", page=page),
        number=1,
        published_at=long_ago,
        effective_from=long_ago,
        **texts,
    )


def into_the_office(user: User, *roles: str) -> User:
    """The person works in Wagtail's admin, with the rights of their roles: of these too."""
    ensure_workflow()
    for role in set(roles) - roles_of(user):
        grant_role(user, role, by=None, tells_holder=False)
    return user
