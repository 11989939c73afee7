"""What a clerk takes down for somebody without an account: at the counter, from a letter, a call or an e-mail.

It goes the way of everything that is sent: a reference, a signed receipt, a moderator, and with a minor a guardian
before that. Its author is an account in which nobody signs in (`keeper_of_recorded`); who took it down is kept, decides
nothing about it, and stands nowhere in public.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import hold_verification, keeper_of_recorded
from accounts.guardians import is_own
from accounts.models import Party
from accounts.permissions import speaks_for
from contributions import codes, emails, kinds
from contributions.actions.commenting import place
from contributions.actions.confirming import ask_guardian
from contributions.actions.promising import owe_moderation
from contributions.actions.receiving import receive, says
from contributions.errors import CannotBeRecorded, DiscussionClosed, NoGuardian, NotAgreed, SentBefore
from contributions.models import Channel, Contribution, Kind, Recording
from contributions.permissions import can_record

if TYPE_CHECKING:
    from accounts.models import User
    from contributions.behalf import Behalf
    from contributions.models import Comment, Discussion, TextVersion
    from policies.models import PolicyVersion

# How words reach a clerk; whoever sends by the website has an account.
CHANNELS = (Channel.COUNTER, Channel.CALL_CENTRE, Channel.PAPER, Channel.POST, Channel.EMAIL)


@transaction.atomic
def record_on_behalf(
    *,
    by: User,
    behalf: Behalf,
    kind: str,
    body: str,
    language: str,
    submission_key: UUID,
    consent_to: PolicyVersion | None,
    title: str = "",
    stance: str = "",
    about: str = "",
    about_hash: str = "",
) -> Contribution:
    """A second press gets the contribution that the first made."""
    if not can_record(by):
        raise PermissionDenied
    if before := recorded_before(submission_key):
        return _of_the_same_press(before, kind, title, body)
    if behalf.organisation is not None:
        hold_verification(behalf.organisation)
    refuse_recording(behalf, by=by)
    if consent_to is None:
        raise NotAgreed
    contribution = Contribution(
        kind=kind,
        author=keeper_of_recorded(),
        recorded_by=by,
        channel=behalf.channel,
        submission_key=submission_key,
        consent_to=consent_to,
        language=language,
        about=about,
        about_hash=about_hash,
    )
    party = behalf.organisation or Party.objects.create(**behalf.party_fields())
    text = receive(contribution, behalf.snapshot(party), title=title, body=body, stance=stance, by=by)
    if text is None:
        # The party that was made here goes back with the rest of this press.
        raise SentBefore(Contribution.objects.recorded().get(submission_key=submission_key).reference)
    _begin(contribution, text, behalf, by=by)
    return contribution


@transaction.atomic
def record_comment(*, by: User, behalf: Behalf, discussion: Discussion, stance: str = "", **said: Any) -> Comment:
    """Open or closed is judged here, by the server's clock, as it is for whoever sends themself."""
    subject = kinds.subject_of(discussion)
    if not subject.is_open and recorded_before(said["submission_key"]) is None:
        raise DiscussionClosed
    contribution = record_on_behalf(
        by=by,
        behalf=behalf,
        kind=Kind.COMMENT,
        stance=stance,
        about=subject.about,
        about_hash=subject.about_hash,
        **said,
    )
    return place(contribution, discussion, None, stance, publishes_first=subject.publishes_first)


def recorded_before(submission_key: UUID) -> Contribution | None:
    return Contribution.objects.recorded().filter(submission_key=submission_key).first()


def refuse_recording(behalf: Behalf, *, by: User) -> None:
    """What no form lets through either, said in a sentence."""
    if behalf.channel not in CHANNELS:
        raise CannotBeRecorded(_("Choose how it came: nobody records what was sent by the website."))
    if behalf.is_minor and not behalf.guardian:
        raise NoGuardian
    _refuse_own_voice(behalf, by=by)
    organisation = getattr(behalf.organisation, "organisation", None)
    if behalf.organisation is not None and not (organisation and organisation.is_verified):
        raise CannotBeRecorded(_("Only for an organisation that is verified something is recorded in its name."))
    today = timezone.localdate()
    if not today - timedelta(days=settings.RECORDING_CONSENT_DAYS) <= behalf.consented_on <= today:
        raise CannotBeRecorded(_("The agreement was given too long ago, or its date is still to come."))


def _refuse_own_voice(behalf: Behalf, *, by: User) -> None:
    """Whoever has an account speaks by it, and by that of the body they speak for."""
    is_self = behalf.organisation is None and behalf.name.casefold() == by.first_name.casefold()
    if is_self or (behalf.address and is_own(behalf.address, by)):
        raise CannotBeRecorded(_("This is yourself. Send your own contributions from your own account."))
    if behalf.guardian and is_own(behalf.guardian, by):
        raise CannotBeRecorded(_("The guardian's address is your own: somebody else confirms what you record."))
    if behalf.guardian and behalf.guardian == behalf.address:
        raise CannotBeRecorded(_("The guardian has an address of their own, other than the one for the answer."))
    if behalf.organisation is not None and speaks_for(by, behalf.organisation):
        raise CannotBeRecorded(_("You speak for this organisation yourself. A colleague records what it says."))


def _of_the_same_press(before: Contribution, kind: str, title: str, body: str) -> Contribution:
    if before.kind != kind or not says(before, title=title, body=body):
        raise SentBefore(before.reference)
    return before


def _begin(contribution: Contribution, text: TextVersion, behalf: Behalf, *, by: User) -> None:
    """Whose turn it is; and their copy, with the code by which they follow it, to the address that they left."""
    code = codes.new_code()
    Recording.objects.create(
        contribution=contribution,
        identity=behalf.identity,
        title=behalf.title,
        consent=behalf.consent,
        consented_on=behalf.consented_on,
        address=behalf.address,
        language=behalf.language,
        code_hash=codes.hashed(code),
    )
    if contribution.by_minor:
        ask_guardian(contribution, behalf.guardian, by=by)
    else:
        owe_moderation(contribution)
    emails.tell_recorded(contribution, text, codes.as_read(code))
