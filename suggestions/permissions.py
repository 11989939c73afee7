"""Who may send, read and decide suggestions. When a decision is possible is the step table's matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from accounts.models import Role
from accounts.permissions import has_role, speaks_for
from config.prepared import prepared
from contributions.permissions import can_see as can_see_contribution
from contributions.permissions import is_recorder, is_signed_by
from contributions.references import parse_reference
from contributions.scoping import covers
from suggestions.models import CoParty, Suggestion

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from contributions.models import Contribution


def can_see_desk(user: User | AnonymousUser) -> bool:
    return has_role(user, Role.POLICY_OFFICER)


def is_on_desk(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """Whether their role covers it. `queries.desk` says the same of many."""
    return covers(user, contribution, Role.POLICY_OFFICER)


def is_own_voice(user: User | AnonymousUser, contribution: Contribution) -> bool:
    is_theirs = contribution.author_id == user.pk or is_recorder(user, contribution)
    return is_theirs or speaks_for(user, contribution.party) or is_signed_by(user, contribution)


def can_decide(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """A policy officer whose role covers it; nobody decides on their own text, or on that of a body they speak for."""
    return is_on_desk(user, contribution) and not is_own_voice(user, contribution)


def can_invite(user: User | AnonymousUser, suggestion: Suggestion) -> bool:
    """Its author, once a guardian has confirmed it where one must."""
    contribution = suggestion.contribution
    return user.is_authenticated and contribution.author_id == user.pk and contribution.is_confirmed


def can_answer_invitation(user: User | AnonymousUser, asked: CoParty) -> bool:
    """Whoever was asked, by an address that is confirmed as theirs; whoever signed."""
    return user.is_authenticated and CoParty.objects.to_answer_by(user).filter(pk=asked.pk).exists()


def can_see(user: User | AnonymousUser, suggestion: Suggestion) -> bool:
    return can_see_contribution(user, suggestion.contribution)


def was_public(suggestion: Suggestion) -> bool:
    """It was read by the public once: its address goes on saying what became of it."""
    return suggestion.contribution.published_at is not None


def access_suggestion(user: User | AnonymousUser, typed: str) -> Suggestion:
    """The suggestion of this address, for whoever may know that it exists; 404 for everybody else."""
    reference = parse_reference(typed)
    if reference is None:
        raise Http404
    found = _at(reference)
    if not found or not (can_see(user, found[0]) or was_public(found[0])):
        raise Http404
    return found[0]


@prepared
def _at(reference: str) -> QuerySet[Suggestion]:
    return Suggestion.objects.for_page().filter(contribution__reference=reference)


def access_for_decision(user: User, typed: str) -> Suggestion:
    """The suggestion on an officer's desk; 403 for whoever has no desk, 404 for what is not on theirs."""
    if not can_see_desk(user):
        raise PermissionDenied
    found = access_suggestion(user, typed)
    if not is_on_desk(user, found.contribution):
        raise Http404
    return found
