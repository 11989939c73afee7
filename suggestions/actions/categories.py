"""What suggestions are about: a list that an administrator keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.actions.kept_lists import write
from suggestions.models import Category

if TYPE_CHECKING:
    from accounts.models import User

# What suggestions are about, to begin with: code, Arabic, English.
CATEGORIES = (
    ("curricula", "المناهج وطرائق التدريس", "Curricula and teaching"),
    ("assessment", "التقويم والاختبارات", "Assessment and examinations"),
    ("buildings", "المباني والمرافق المدرسية", "School buildings and facilities"),
    ("transport", "النقل المدرسي", "School transport"),
    ("inclusion", "التعليم الدامج وذوو الإعاقة", "Inclusion and disability"),
    ("digital", "التعليم الإلكتروني والتقنية", "Digital learning and technology"),
    ("staff", "المعلمون والعاملون", "Teachers and staff"),
    ("wellbeing", "صحة الطلبة ورعايتهم", "Pupils' health and care"),
    ("activities", "الأنشطة والموهبة", "Activities and talent"),
    ("services", "الخدمات والتسجيل", "Services and registration"),
)


def install_categories() -> None:
    """Put in the categories that are missing; what the ministry changed since stays as it is."""
    for position, (code, name_ar, name_en) in enumerate(CATEGORIES, start=1):
        names = {"name_ar": name_ar, "name_en": name_en, "position": position}
        Category.objects.get_or_create(code=code, defaults=names)


def add_category(*, by: User, **fields: Any) -> Category:
    return _write(Category(), fields, by=by)


def change_category(category: Category, *, by: User, **fields: Any) -> Category:
    """Suggestions that were sent under it keep it, retired or not."""
    return _write(category, fields, by=by)


def _write(category: Category, fields: dict[str, Any], *, by: User) -> Category:
    return write(category, fields, by=by, data={"code": fields.get("code", category.code)})
