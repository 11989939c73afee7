"""A publication freezes a version, whether it came from a button, an approval or the clock; and what Wagtail tells.

Wagtail would send mails of its own from within the request and wait for a mail server that does not answer. A signal
takes one receiver for each `dispatch_uid`: ours stand under Wagtail's, and write the outbox instead.
"""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.signals import page_published, task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from policies.actions import freeze
from policies.emails import ask_approvers, tell_author
from policies.models import ApprovalByAnother, PolicyPage


@receiver(page_published, dispatch_uid="policies.freeze")
def freeze_published(sender: type[Page], instance: Page, revision: Revision, **kwargs: Any) -> None:
    """Wagtail sends this for a publication that is only scheduled, too; the page is not live then."""
    if isinstance(instance, PolicyPage) and instance.live:
        freeze(instance, revision, by=getattr(revision, "published_by", None))


@receiver(task_submitted, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
def on_submission(sender: type[TaskState], instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    if isinstance(instance.task.specific, ApprovalByAnother):
        ask_approvers(instance, by=user)


@receiver(workflow_submitted, sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification")
def on_start(sender: type[WorkflowState], instance: WorkflowState, **kwargs: Any) -> None:
    """Nothing: the approvers hear of the task."""


@receiver(workflow_approved, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification")
def on_approval(sender: type[WorkflowState], instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    tell_author(instance, "text_approved", by=user)


@receiver(workflow_rejected, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification")
def on_rejection(sender: type[WorkflowState], instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    tell_author(instance, "text_sent_back", by=user)
