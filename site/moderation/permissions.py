"""Who may moderate what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import Role
from accounts.permissions import has_role, speaks_for
from contributions.permissions import acts_for_author, is_recorder, is_signed_by
from contributions.scoping import covers

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from contributions.models import Contribution
    from moderation.models import Appeal


def can_see_queue(user: User | AnonymousUser) -> bool:
    return has_role(user, Role.MODERATOR)


def is_covered(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """Whether it belongs to what their role is limited to. `queries.seen_by` says the same of many."""
    return covers(user, contribution, Role.MODERATOR)


def can_moderate(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """A moderator whose role covers it, but nobody on their own text or on that of a body they speak for, on one that
    they sign with its author or took down for somebody, or on what no guardian has confirmed."""
    if not contribution.is_confirmed or not is_covered(user, contribution):
        return False
    if contribution.author_id == user.pk or is_recorder(user, contribution):
        return False
    return not speaks_for(user, contribution.party) and not is_signed_by(user, contribution)


def can_report(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """Whoever has an account, but nobody what they wrote themselves: that they can withdraw."""
    return user.is_authenticated and user.is_active and contribution.author_id != user.pk


def can_appeal(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """Only who wrote it, or a clerk for a party without an account; against which decision, and until when, the action
    says."""
    return acts_for_author(user, contribution)


def can_rule(user: User | AnonymousUser, appeal: Appeal) -> bool:
    """A moderator, but not the one who took the decision."""
    return can_moderate(user, appeal.contribution) and appeal.verdict.step.by_id != user.pk
