"""Who decides about consultations. Who writes them is Wagtail's table of rights; nobody publishes their own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.models import Role
from accounts.permissions import scopes_of
from accounts.scopes import EVERYTHING, Scope
from consultations.models import Consultation
from consultations.querysets import ConsultationQuerySet
from consultations.scopes import KIND, consultations_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


# Who decides here, of every consultation or of those that their role is limited to.
OFFICERS = (Role.POLICY_OFFICER, Role.ADMINISTRATOR)


def can_see_desk(user: User | AnonymousUser) -> bool:
    """Whether there is any consultation for them to decide about."""
    scopes = scopes_of(user, *OFFICERS)
    return EVERYTHING in scopes or any(scope.kind == KIND for scope in scopes)


def can_conclude(user: User | AnonymousUser, consultation: Consultation) -> bool:
    """Cancel it, or publish its outcome; read what waits for an answer. Who may answer one of these is
    `contributions.permissions.can_answer`."""
    scopes = scopes_of(user, *OFFICERS)
    return EVERYTHING in scopes or Scope(KIND, consultation.slug) in scopes


def decided_by(user: User | AnonymousUser) -> ConsultationQuerySet:
    """The same of many."""
    return Consultation.objects.filter(consultations_of(user, *OFFICERS))


def access_for_decision(user: User | AnonymousUser, slug: str) -> Consultation:
    """404 for one that their role does not cover, 403 for whoever decides about none."""
    if not can_see_desk(user):
        raise PermissionDenied
    return get_object_or_404(decided_by(user).for_list(), slug=slug)
