"""What those who write and approve texts are told, through the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from accounts.querysets import at_work_q
from messaging.actions import enqueue
from policies.models.approval import TextPage
from policies.translating import not_yet_english

if TYPE_CHECKING:
    from wagtail.models import Page, Revision, TaskState, WorkflowState

    from accounts.models import User


def ask_approvers(task_state: TaskState, *, by: User | None) -> None:
    """Everybody who may approve it, but not who submitted it."""
    page = task_state.workflow_state.content_object.get_latest_revision_as_object()
    for group in task_state.task.specific.groups.all():
        for approver in group.user_set.filter(at_work_q()).exclude(pk=by.pk if by else None):
            with translation.override(approver.language):
                told = {"author": str(by or ""), "missing": not_yet_english(page) if isinstance(page, TextPage) else ""}
            _write(approver, "text_awaits_approval", cause=f"approval:{task_state.pk}", page=page, **told)


def tell_author(state: WorkflowState, template: str, *, by: User | None) -> None:
    """Whoever submitted the text, about what somebody else decided on it."""
    author, task = state.requested_by, state.current_task_state
    if author is None or author == by:
        return
    cause = f"{template}:{state.pk}:{task.pk if task else 0}"
    _write(author, template, cause=cause, page=state.content_object, comment=task.comment if task else "")


def tell_not_published(revision: Revision, page: Page, why: str) -> None:
    """Whoever wrote what was to be published by the clock, and why it was not."""
    _write(revision.user, "text_not_published", cause=f"not_published:{revision.pk}", page=page, why=why)


def _write(user: User, template: str, *, cause: str, page: Page, **context: str) -> None:
    link = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("wagtailadmin_pages:edit", args=[page.pk])
    enqueue(
        cause=cause,
        recipient=f"user:{user.pk}",
        address=user.email,
        template=template,
        language=user.language,
        context={"name": user.first_name, "title": page.get_admin_display_title(), "link": link, **context},
    )
