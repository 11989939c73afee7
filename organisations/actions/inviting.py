"""People on their way into a body, each under their own account.

invited ──accept──▶ accepted        by whoever reads at that address; they speak for the body
   ├─────decline──▶ declined
   ├───take_back──▶ taken_back      by its administrators
   └───────lapse──▶ lapsed          it had run out, and was put away

Nobody is told whether an address has an account: the letter goes out all the same.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import begin_representing
from accounts.guardians import is_own
from accounts.models import Representation
from organisations import emails
from organisations.actions.locking import lock, lock_for
from organisations.models import Invitation
from organisations.permissions import can_answer, is_adult
from workflow.actions import record, take
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import Organisation, User

STEPS = {
    "accept_invitation": ({"invited"}, "accepted"),
    "decline_invitation": ({"invited"}, "declined"),
    "take_invitation_back": ({"invited"}, "taken_back"),
    "lapse_invitation": ({"invited"}, "lapsed"),
}
# Of one body, waiting for an answer.
MOST_OPEN = 20


@transaction.atomic
def invite(organisation: Organisation, address: str, *, by: User, title: str = "") -> Invitation:
    """A letter with a link; whoever signs in with that address can accept."""
    lock_for(organisation, by)
    if is_own(address, by):
        raise IllegalStep(_("This address is your own: you speak for this organisation already."))
    waiting = Invitation.objects.filter(organisation=organisation, state=Invitation.State.INVITED)
    for past in waiting.filter(expires_at__lte=timezone.now()):
        _answer(past, "lapse_invitation", by=None)
    if waiting.filter(address=address).exists():
        raise IllegalStep(_("This address has been invited already. Take that invitation back to send another."))
    if waiting.count() >= MOST_OPEN:
        raise IllegalStep(_("Many invitations of this organisation are open. Take one back before you send another."))
    made = Invitation.objects.create(
        organisation=organisation,
        address=address,
        title=title,
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=settings.INVITATION_DAYS),
    )
    record(made, "invite_representative", by=by, data={"organisation": organisation.pk})
    emails.invite(made)
    return made


@transaction.atomic
def take_invitation_back(invitation: Invitation, *, by: User) -> None:
    lock_for(invitation.organisation, by)
    _answer(invitation, "take_invitation_back", by=by)


@transaction.atomic
def accept(invitation: Invitation, *, by: User) -> Representation:
    """From now on they speak for it."""
    _open_to(invitation, by)
    if not is_adult(by):
        raise IllegalStep(_("Only adults speak for an organisation: whoever does binds it by their words."))
    party = invitation.organisation.party
    if Representation.objects.filter(user=by, party=party, ends_at=None).exists():
        raise IllegalStep(_("You speak for this organisation already; nothing was changed."))
    invitation.user = by
    _answer(invitation, "accept_invitation", by=by)
    return begin_representing(by, party, by=by, title=invitation.title)


@transaction.atomic
def decline(invitation: Invitation, *, by: User) -> None:
    _open_to(invitation, by)
    invitation.user = by
    _answer(invitation, "decline_invitation", by=by)


def _open_to(invitation: Invitation, by: User) -> None:
    lock(invitation.organisation)
    invitation.refresh_from_db(fields=["state", "address", "expires_at"])
    if invitation.state == Invitation.State.INVITED and not invitation.is_open:
        raise IllegalStep(_("This invitation has run out. Ask for another."))
    if invitation.is_open and not can_answer(by, invitation):
        raise PermissionDenied


def _answer(invitation: Invitation, name: str, *, by: User | None) -> None:
    """The address has done its work."""
    take(invitation, name, steps=STEPS, field="state", by=by, data={"organisation": invitation.organisation_id})
    invitation.answered_at, invitation.address = timezone.now(), ""
    invitation.save(update_fields=["answered_at", "address", "user"])
