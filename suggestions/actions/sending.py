"""Receiving suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from contributions import actions as contributions
from contributions.models import Channel, Discussion, Kind
from suggestions.models import Category, Suggestion

if TYPE_CHECKING:
    from accounts.models import Representation, User
    from policies.models import PolicyVersion

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


@transaction.atomic
def send(
    *,
    by: User,
    representation: Representation,
    title: str,
    body: str,
    category: Category,
    language: str,
    submission_key: UUID,
    consent_to: PolicyVersion | None,
    channel: str = Channel.WEB,
) -> Suggestion:
    """Receive a suggestion; a second press with the same key gets the one that is there."""
    contribution = contributions.submit(
        by=by,
        representation=representation,
        kind=Kind.SUGGESTION,
        title=title,
        body=body,
        language=language,
        submission_key=submission_key,
        consent_to=consent_to,
        channel=channel,
    )
    sent_before = Suggestion.objects.filter(contribution=contribution).first()
    if sent_before is not None:
        return sent_before
    return Suggestion.objects.create(
        contribution=contribution,
        discussion=Discussion.objects.create(kind=Kind.SUGGESTION),
        category=category,
    )
