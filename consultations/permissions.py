"""Who decides about consultations. Who writes them is Wagtail's table of rights; nobody publishes their own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import Role
from accounts.permissions import has_role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def can_conclude(user: User | AnonymousUser) -> bool:
    """Cancel a consultation, or publish its outcome."""
    return has_role(user, Role.POLICY_OFFICER, Role.ADMINISTRATOR)


def can_see_answers_desk(user: User | AnonymousUser) -> bool:
    """Read what waits for an answer. Who may answer one is `contributions.permissions.can_answer`."""
    return can_conclude(user)
