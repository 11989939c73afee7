"""Pages that tests publish."""

from __future__ import annotations

from accounts.models import User
from policies.models import PolicyPage


def make_policy_page(*, kind: str, slug: str, by: User) -> PolicyPage:
    """A policy of three points (7, 10 and 11) that waits for approval."""
    from policies.actions import make_draft
    from policies.importing.structure import ImportedPart

    parts = [
        ImportedPart(kind="point", number="7", key="", heading="", body="لا تُنشر بيانات شخصية لغير صاحبها.", line=1),
        ImportedPart(
            kind="point", number="10", key="", heading="", body="تُنشر المساهمات باسم الطرف الذي قدّمها.", line=2
        ),
        ImportedPart(kind="point", number="11", key="", heading="", body="يشارك المجتمع في صياغة التوجهات.", line=3),
    ]
    return make_draft(
        title_ar="سياسة المشاركة", title_en="Participation policy", slug=slug, kind=kind, parts=parts, by=by
    )
