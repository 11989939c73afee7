"""Lists that an administrator keeps: rows are added, changed and retired, and never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from accounts.models import Role
from accounts.permissions import has_role
from workflow.actions import record

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def can_keep_lists(user: User | AnonymousUser) -> bool:
    return has_role(user, Role.ADMINISTRATOR)


@transaction.atomic
def write(row: models.Model, fields: Mapping[str, Any], *, by: User, data: Mapping[str, str | int]) -> Any:
    """Add the row, or change what is there; the step says which, and whether it was retired or brought back."""
    if not can_keep_lists(by):
        raise PermissionDenied
    before = type(row)._default_manager.select_for_update().filter(pk=row.pk).first() if row.pk else None
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    record(row, _verb(before, row), by=by, data=data)
    return row


def _verb(before: Any, row: Any) -> str:
    if before is None:
        return "add"
    if before.is_active == row.is_active:
        return "change"
    return "bring_back" if row.is_active else "retire"
