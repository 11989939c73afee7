"""What other rooms ask of policies."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from config.prepared import prepared
from policies.models import Policy, PolicyKind, PolicyVersion

if TYPE_CHECKING:
    from accounts.models import User


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


def in_hand_of(user: User) -> QuerySet[Page]:
    """What they wrote last and nobody else has before them: sent back to them, or not sent for approval yet."""
    written = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user)
    # Wagtail keeps the keys of all that is approved as text, which PostgreSQL compares with no number.
    states = WorkflowState.objects.filter(base_content_type=ContentType.objects.get_for_model(Page))
    sent = states.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    undecided = written.alias(key=Cast("pk", CharField())).exclude(key__in=sent.values("object_id"))
    return undecided.filter(latest_revision__approved_go_live_at=None)


def awaiting_approval_by(user: User) -> QuerySet[TaskState]:
    """Nobody approves what they have sent themselves."""
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    return waiting.exclude(workflow_state__requested_by=user)
