"""Pages that tests publish."""

from __future__ import annotations

from accounts.models import User
from policies.models import PolicyPage


def make_policy_page(*, kind: str, slug: str, by: User) -> PolicyPage:
    """A policy of three points (7, 10 and 11) that waits for approval."""
    from policies.actions import make_draft
    from policies.importing.structure import ImportedPart

    numbered = {
        "7": "لا تُنشر بيانات شخصية لغير صاحبها.",
        "10": "تُنشر المساهمات باسم الطرف الذي قدّمها.",
        "11": "يشارك المجتمع في صياغة التوجهات.",
    }
    parts = [
        ImportedPart(kind="point", number=number, key="", heading="", body=body, line=line)
        for line, (number, body) in enumerate(numbered.items(), start=1)
    ]
    titles = {"title_ar": "سياسة المشاركة", "title_en": "Participation policy"}
    return make_draft(**titles, slug=slug, kind=kind, parts=parts, by=by)
