from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import Revision

from policies.composing import Composed, compose
from policies.models import PointKey, Policy, PolicyPage, PolicyVersion
from workflow.actions import record

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def freeze(page: PolicyPage, revision: Revision, *, by: User | None) -> PolicyVersion | None:
    """Write down what has just been published. Nothing, if no reader could tell the difference."""
    policy = _policy_of(page)
    composed = compose(page, policy)
    if composed.change is None:
        return None
    version = composed.version
    version.policy = policy
    version.published_by = by
    version.save()
    _save_points(composed, policy)
    record(version, "publish", by=by, data={"version": version.number, "hash": version.hash, "revision": revision.pk})
    return version


def _policy_of(page: PolicyPage) -> Policy:
    """Locked: of two publications at once, the second sees the first one's version and addresses."""
    Policy.objects.get_or_create(page_id=page.pk, defaults={"slug": page.slug, "kind": page.kind})
    return Policy.objects.select_for_update().get(page_id=page.pk)


def _save_points(composed: Composed, policy: Policy) -> None:
    kept = {key.key: key for key in policy.point_keys.all()}
    for uid, point in composed.points:
        if point.key not in kept:
            kept[point.key] = PointKey.objects.create(policy=policy, key=point.key, uid=uid)
        point.point_key = kept[point.key]
        point.version = composed.version
        point.save()  # one by one: search listens to each
