"""The version that publishing a policy page would make: what a preview shows, and what `freeze` writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from policies.freezing import freeze_parts, kind_of_change, seal, tidy
from policies.models.texts import VersionKind
from policies.models.versions import Point, Policy, PolicyVersion

if TYPE_CHECKING:
    from policies.models.pages import PolicyPage


@dataclass(frozen=True)
class Composed:
    """Unsaved rows; `points` with the identities of their parts. `change` is None if nothing changed."""

    version: PolicyVersion
    points: list[tuple[str, Point]]
    change: str | None


def compose(page: PolicyPage, policy: Policy | None) -> Composed:
    previous = policy.versions.newest_first().first() if policy else None
    version = _version(page, previous)
    points = freeze_parts(
        page.parts.all(),
        lambda part: Point(kind=part.kind),  # type: ignore[attr-defined]
        known={kept.uid: kept.key for kept in policy.point_keys.all()} if policy else {},
        previous={point.key: point for point in previous.points.all()} if previous else {},
        number=version.number,
    )
    seal(version, [point for _uid, point in points])
    change = kind_of_change(version, previous)
    version.kind = change or VersionKind.FULL
    if previous and change == VersionKind.TRANSLATION:
        version.effective_from = previous.effective_from
    return Composed(version, points, change)


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
