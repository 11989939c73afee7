"""What other rooms ask of policies."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from config.prepared import prepared
from policies.models import Policy, PolicyKind, PolicyVersion


def version_in_force(policy: Policy, at: datetime | None = None) -> PolicyVersion | None:
    return policy.versions.in_force(at).first()


def participation_policy() -> Policy | None:
    return Policy.objects.filter(kind=PolicyKind.PARTICIPATION).select_related("page").first()


def privacy_notice(at: datetime | None = None) -> PolicyVersion | None:
    """The version in force, which a consent names."""
    return next(iter(_notices(at or timezone.now())), None)


@prepared
def _notices(at: datetime) -> QuerySet[PolicyVersion]:
    notices = PolicyVersion.objects.filter(policy__kind=PolicyKind.PRIVACY)
    return notices.in_force(at).select_related("policy__page")[:1]
