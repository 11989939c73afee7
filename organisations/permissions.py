"""Who may bring a body in, who runs it, and who decides about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import Representation
from accounts.permissions import can_manage_parties

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Organisation, User
    from accounts.querysets import RepresentationQuerySet
    from organisations.models import Admission, Invitation


def is_adult(user: User) -> bool:
    """As far as their own details say: neither a pupil nor under eighteen."""
    own = user.representations.speaking_for_self().select_related("party").first()  # type: ignore[attr-defined]
    return own is None or not own.party.is_minor


def can_ask(user: User | AnonymousUser) -> bool:
    """Speaking for a body binds it: adults alone."""
    return user.is_authenticated and user.is_active and is_adult(user)  # type: ignore[arg-type]


def can_decide(user: User | AnonymousUser, admission: Admission) -> bool:
    """An administrator of the platform; nobody decides about what they asked for themself."""
    return can_manage_parties(user) and admission.asker_id != user.pk


def can_see(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """Whoever speaks for it."""
    return user.is_authenticated and _of(user, organisation).current().exists()


def can_administer(user: User | AnonymousUser, organisation: Organisation) -> bool:
    return user.is_authenticated and _of(user, organisation).administering().exists()


def spoke_for(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """Now or once: whoever is too late is told so, and a stranger is told nothing."""
    return user.is_authenticated and _of(user, organisation).exists()


def can_answer(user: User | AnonymousUser, invitation: Invitation) -> bool:
    """Whoever reads at the address that was invited."""
    mine = type(invitation).objects.to_answer_by(user)  # type: ignore[attr-defined]
    return user.is_authenticated and mine.filter(pk=invitation.pk).exists()


def _of(user: User | AnonymousUser, organisation: Organisation) -> RepresentationQuerySet:
    return Representation.objects.filter(user=user.pk, party=organisation.party_id)
