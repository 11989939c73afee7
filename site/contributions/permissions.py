"""Who may do what with a contribution. When, is a matter of the steps and of the discussion's owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import Role
from accounts.permissions import has_role, speaks_for
from contributions import kinds
from contributions.scoping import covers

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from contributions.models import Attachment, Contribution


def can_contribute(user: User | AnonymousUser) -> bool:
    return user.is_authenticated and user.is_active and not user.is_suspended


def can_record(user: User | AnonymousUser) -> bool:
    """Take down what somebody without an account says."""
    return has_role(user, Role.CLERK)


def can_erase_recorded(user: User | AnonymousUser) -> bool:
    """Whoever has no account asks an administrator."""
    return has_role(user, Role.ADMINISTRATOR)


def can_open_recording(user: User | AnonymousUser) -> bool:
    return can_record(user) or can_erase_recorded(user)


def acts_for_author(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """Its author; or any clerk on the word of a party that has no account."""
    return is_author(user, contribution) or (contribution.is_recorded and can_record(user))


def is_author(user: User | AnonymousUser, contribution: Contribution) -> bool:
    return user.is_authenticated and contribution.author_id == user.pk


def can_see(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """Before publication: the author, and those who work on it once there is something to work on: what no guardian
    has confirmed is nobody else's. After: everybody."""
    if contribution.is_public or is_author(user, contribution):
        return True
    if contribution.is_recorded and can_open_recording(user):
        return True
    return contribution.is_confirmed and covers(user, contribution, Role.MODERATOR, Role.POLICY_OFFICER)


def can_open(user: User | AnonymousUser, attachment: Attachment) -> bool:
    """Everybody while it is public; otherwise its author and the moderators, and nobody what a virus was found in."""
    if not attachment.is_kept:
        return False
    if attachment.is_public or is_author(user, attachment.contribution):
        return True
    return attachment.contribution.is_confirmed and covers(user, attachment.contribution, Role.MODERATOR)


def can_withdraw(user: User | AnonymousUser, contribution: Contribution) -> bool:
    return is_author(user, contribution)


def can_withdraw_recorded(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """Any clerk, on the party's word."""
    return contribution.is_recorded and can_record(user)


def can_ask_guardian(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """The minor who sent it, to whichever address they give."""
    return is_author(user, contribution) and contribution.by_minor


def can_amend(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """Its author, as long as they speak for the party in whose name it stands; a clerk on the word of a party without
    an account. The ministry's answers stay."""
    if contribution.is_recorded:
        return can_record(user)
    return is_author(user, contribution) and not contribution.is_official and speaks_for(user, contribution.party)


def is_own_voice(user: User | AnonymousUser, contribution: Contribution) -> bool:
    is_theirs = is_author(user, contribution) or is_recorder(user, contribution)
    return is_theirs or speaks_for(user, contribution.party) or is_signed_by(user, contribution)


def is_recorder(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """Whoever took it down decides nothing about it."""
    return user.is_authenticated and contribution.recorded_by_id == user.pk


def is_signed_by(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """Whether they, or a body they speak for, sign it with its author."""
    return user.is_authenticated and kinds.is_signed_by(user, contribution)


def can_answer(user: User | AnonymousUser, contribution: Contribution) -> bool:
    """A policy officer whose role covers it; nobody decides on their own text, or on that of a body they speak for."""
    return covers(user, contribution, Role.POLICY_OFFICER) and not is_own_voice(user, contribution)
