"""Lists that an administrator keeps: rows are added, changed and retired, and never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.permissions import can_keep_lists
from workflow.actions import record
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def write(row: models.Model, fields: Mapping[str, Any], *, by: User, data: Mapping[str, str | int]) -> Any:
    """Add the row, or change the fields named of what is there now; the step says which, and whether it was retired
    or brought back. The row as it stands afterwards is handed back."""
    if not can_keep_lists(by):
        raise PermissionDenied
    before: Any = type(row)._default_manager.select_for_update().filter(pk=row.pk).first() if row.pk else None
    if before and fields.get("code", before.code) != before.code:
        raise IllegalStep(_("A code stays as it was given: it is cited. Nothing was changed."))
    row = before or row
    verb = _verb(row, fields) if before else "add"
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields) if before else None)
    record(row, verb, by=by, data=data)
    return row


def _verb(row: Any, fields: Mapping[str, Any]) -> str:
    is_active = fields.get("is_active", row.is_active)
    if is_active == row.is_active:
        return "change"
    return "bring_back" if is_active else "retire"
