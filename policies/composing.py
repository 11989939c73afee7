"""The version that publishing a policy page would make: what a preview shows, and what `freeze` writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from policies.freezing import allot_keys, freeze_part, in_order, kind_of_change, seal, tidy
from policies.models.texts import VersionKind
from policies.models.versions import Point, Policy, PolicyVersion

if TYPE_CHECKING:
    from policies.models.pages import PolicyPage


@dataclass(frozen=True)
class Composed:
    """Unsaved rows. `uids` are the parts' identities, in the order of `points`; `change` is None if nothing changed."""

    version: PolicyVersion
    points: list[Point]
    uids: list[str]
    change: str | None


def compose(page: PolicyPage, policy: Policy | None) -> Composed:
    previous = policy.versions.newest_first().first() if policy else None
    version = _version(page, previous)
    keys = {kept.uid: kept.key for kept in policy.point_keys.all()} if policy else {}
    drafts = in_order(page.parts.all())
    allotted = allot_keys(drafts, known=keys, taken=keys.values())
    before = {point.key: point for point in previous.points.all()} if previous else {}
    points = []
    for position, (draft, (_uid, key)) in enumerate(zip(drafts, allotted, strict=True)):
        row = Point(kind=draft.kind, key=key, position=position)
        points.append(freeze_part(row, draft, previous=before, number=version.number))
    seal(version, points)
    change = kind_of_change(version, previous)
    version.kind = change or VersionKind.FULL
    if previous and change == VersionKind.TRANSLATION:
        version.effective_from = previous.effective_from
    return Composed(version, points, [uid for uid, _key in allotted], change)


def _version(page: PolicyPage, previous: PolicyVersion | None) -> PolicyVersion:
    now = timezone.now()
    return PolicyVersion(
        number=previous.number + 1 if previous else 1,
        title_ar=page.title,
        title_en=page.title_en,
        introduction_ar=tidy(page.introduction_ar),
        introduction_en=tidy(page.introduction_en),
        legal_basis=[
            {"text_ar": law.text_ar, "text_en": law.text_en, "url": law.url} for law in page.legal_basis.all()
        ],
        published_at=now,
        # A text never comes into force before it can be read.
        effective_from=max(page.effective_from or now, now),
    )
