"""Who writes and who approves, in Wagtail's terms."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page, Task, Workflow, WorkflowPage, WorkflowTask

from policies.models import ApprovalByAnother

EDITORS = "editor"
APPROVERS = "approver"
ADMINISTRATORS = "administrator"
PAGE_RIGHTS = {
    EDITORS: ["add_page", "change_page"],
    APPROVERS: ["publish_page"],
    # Who withdraws pages and helps out; their own texts need somebody else's approval like everybody's.
    ADMINISTRATORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
NAME = "اعتماد شخص آخر"
EARLIER_NAME = "اعتماد شخص آخر · Approval by another person"


@transaction.atomic
def ensure_workflow() -> Workflow:
    """Editors write and submit, approvers approve, for every page of the site. Safe to run twice."""
    root = Page.get_first_root_node()
    for name, rights in PAGE_RIGHTS.items():
        _give_rights(Group.objects.get_or_create(name=name)[0], root, rights)
    for model in (Task, Workflow):
        model.objects.filter(name=EARLIER_NAME).update(name=NAME)
    task = ApprovalByAnother.objects.first() or ApprovalByAnother.objects.create(name=NAME)
    task.groups.set(Group.objects.filter(name=APPROVERS))
    workflow, _made = Workflow.objects.get_or_create(name=NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    return workflow


def _give_rights(group: Group, root: Page, rights: list[str]) -> None:
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.add(admin)
    for codename in rights:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
