"""Others who sign a suggestion with its author: each under their own account, in a voice that they choose.

invited ──sign──▶ signed ──leave──▶ left
   ├──────decline──▶ declined
   └──────take_back──▶ taken_back      by the author

The suggestion waits for none of them. Once an officer has taken it up nobody joins or leaves.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import hold_voice
from accounts.guardians import is_own
from accounts.names import WITHDRAWN
from accounts.permissions import can_speak_as
from contributions import attribution
from contributions.errors import NotAgreed
from contributions.models import Contribution, Decision, Moderation
from contributions.permissions import can_contribute
from contributions.receipts import commit
from suggestions import emails
from suggestions.models import CoParty, Suggestion
from suggestions.permissions import can_answer_invitation, can_invite
from workflow.actions import record, take
from workflow.errors import IllegalStep
from workflow.models import Step

if TYPE_CHECKING:
    from accounts.models import Representation, User
    from config.personal_data import Leaving
    from policies.models import PolicyVersion

STEPS = {
    "sign": ({"invited"}, "signed"),
    "decline": ({"invited"}, "declined"),
    "leave": ({"signed"}, "left"),
    "take_back": ({"invited"}, "taken_back"),
}
STANDING = {Moderation.SUBMITTED, Moderation.HELD, Moderation.PUBLISHED}
# Asked and signed together; and letters of one author in a day.
MOST = 5
MOST_A_DAY = 20
SNAPSHOT = (
    "name", "name_proof", "party_kind", "is_verified", "capacity", "education_role", "governorate", "on_behalf_by",
)  # fmt: skip
# Of what is committed to; entries that name none commit to everything but `name_proof`.
FORMAT = "2"


@transaction.atomic
def invite(suggestion: Suggestion, address: str, *, by: User) -> CoParty:
    """Ask whoever reads at this address to sign too. Whether they have an account here is told to nobody."""
    _lock(suggestion)
    if not can_invite(by, suggestion):
        raise PermissionDenied
    _refuse_when_taken_up(suggestion)
    _refuse_inviting(suggestion, address, by)
    made = CoParty.objects.create(suggestion=suggestion, address=address)
    record(made, "invite", by=by, data={"suggestion": suggestion.reference})
    emails.invite(made)
    return made


def _refuse_inviting(suggestion: Suggestion, address: str, by: User) -> None:
    if is_own(address, by):
        raise IllegalStep(_("This address is your own: you sign it already."))
    standing = suggestion.co_parties.standing()
    if standing.count() >= MOST:
        raise IllegalStep(_("At most five others sign with you. Take one back before you ask another."))
    if standing.filter(address=address).exists():
        raise IllegalStep(_("You have asked this address already."))
    since = timezone.now() - timedelta(days=1)
    if Step.objects.filter(by=by, name="invite", at__gt=since).count() >= MOST_A_DAY:
        raise IllegalStep(_("You have asked many today. Come back tomorrow."))


@transaction.atomic
def sign(asked: CoParty, *, representation: Representation, consent_to: PolicyVersion | None, by: User) -> None:
    """From now on it stands there with the author's name, as its own stands at this moment."""
    suggestion = _answered(asked, by)
    hold_voice(representation, by=by)
    attribution.forget_age(representation)
    if not can_contribute(by) or not can_speak_as(by, representation):
        raise PermissionDenied
    if consent_to is None:
        raise NotAgreed
    if attribution.is_of_minor(representation):
        raise IllegalStep(_("Pupils and people under eighteen sign no suggestion of others yet."))
    _refuse_twice(suggestion, representation, by)
    snapshot = attribution.snapshot(representation)
    for field in (*SNAPSHOT, "party", "attribution_salt"):
        setattr(asked, field, snapshot[field])
    asked.user, asked.consent_to, asked.address = by, consent_to, ""
    _answer(asked, "sign", by=by)
    commitment = commit(asked.attribution_salt, **{name: getattr(asked, name) for name in SNAPSHOT})
    record(suggestion.contribution, "co_sign", by=by, data={"attribution": commitment, "format": FORMAT})
    emails.tell_answered(asked)


def _refuse_twice(suggestion: Suggestion, representation: Representation, by: User) -> None:
    contribution = suggestion.contribution
    if contribution.author_id == by.pk or contribution.party_id == representation.party_id:
        raise IllegalStep(_("It stands under this name already."))
    if suggestion.co_parties.signed().filter(party=representation.party_id).exists():
        raise IllegalStep(_("It is signed in this name already."))


@transaction.atomic
def decline(asked: CoParty, *, by: User) -> None:
    _answered(asked, by)
    asked.user, asked.address = by, ""
    _answer(asked, "decline", by=by)
    emails.tell_answered(asked)


@transaction.atomic
def leave(signed: CoParty, *, by: User) -> None:
    """Their name stands there no longer; that it did is on record."""
    suggestion = _answered(signed, by)
    _answer(signed, "leave", by=by)
    record(suggestion.contribution, "stop_co_signing", by=by)
    emails.tell_answered(signed)


@transaction.atomic
def take_back(asked: CoParty, *, by: User) -> None:
    """The author asks no longer; whoever signed stays until they leave."""
    _lock(asked.suggestion)
    if not can_invite(by, asked.suggestion):
        raise PermissionDenied
    asked.address = ""
    _answer(asked, "take_back", by=by)


def is_open(suggestion: Suggestion) -> bool:
    """Until an officer has taken it up, and while it stands or may stand."""
    contribution = suggestion.contribution
    return contribution.decision == Decision.NONE and contribution.moderation in STANDING


def _lock(suggestion: Suggestion) -> None:
    suggestion.contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())


def _refuse_when_taken_up(suggestion: Suggestion) -> None:
    if not is_open(suggestion):
        raise IllegalStep(_("The ministry has taken this up, or it is no longer there: nobody joins or leaves now."))


def _answered(asked: CoParty, by: User) -> Suggestion:
    """Locked, for whoever was asked, and as long as it is open."""
    suggestion: Suggestion = asked.suggestion
    _lock(suggestion)
    if not can_answer_invitation(by, asked):
        raise PermissionDenied
    _refuse_when_taken_up(suggestion)
    return suggestion


def _answer(asked: CoParty, name: str, *, by: User) -> None:
    """Refused first where it is not legal now: what stands in memory is saved with the step."""
    take(asked, name, steps=STEPS, field="state", by=by, data={"suggestion": asked.suggestion.reference})
    asked.answered_at = timezone.now()
    asked.save()


@transaction.atomic
def take_out_minor(user: User, *, by: User) -> None:
    """Whoever turns out to be under eighteen signs nothing of others: where their name is not public yet, it goes."""
    signed = CoParty.objects.signed().filter(user=user, suggestion__contribution__published_at=None)
    for each in signed.select_related("suggestion__contribution").order_by("suggestion__contribution"):
        _lock(each.suggestion)
        if is_open(each.suggestion) and each.suggestion.contribution.published_at is None:
            _answer(each, "leave", by=by)
            record(each.suggestion.contribution, "stop_co_signing", by=by)
            emails.tell_answered(each)


@transaction.atomic
def erase_signatures(leaving: Leaving) -> None:
    """The name becomes "withdrawn party"; a body keeps its own. Addresses that were given of them go too."""
    signed = CoParty.objects.filter(user=leaving.user, attribution_erased_at=None).exclude(name="")
    for each in signed.select_related("suggestion__contribution"):
        words = WITHDRAWN[each.suggestion.contribution.language]
        if each.capacity == "self":
            each.name, each.name_proof = words, ""
        elif each.on_behalf_by:
            each.on_behalf_by = words
        each.attribution_salt, each.attribution_erased_at = "", leaving.at
        each.save()
    CoParty.objects.filter(address__in=[address.lower() for address in leaving.addresses]).update(address="")
    CoParty.objects.filter(suggestion__contribution__author=leaving.user).update(address="")


def forget_invitations() -> int:
    """Addresses of whoever can no longer sign; how many."""
    asked = CoParty.objects.filter(state=CoParty.State.INVITED).exclude(address="")
    over = asked.exclude(
        suggestion__contribution__decision=Decision.NONE, suggestion__contribution__moderation__in=STANDING
    )
    return over.update(address="", state=CoParty.State.TAKEN_BACK, answered_at=timezone.now())
