"""A contribution, its words, receipt, ledger entry, deadline and message are one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import hold_voice, remember_guardian
from accounts.permissions import can_speak_as
from contributions import attribution, emails, receipts
from contributions.actions.attaching import attach
from contributions.actions.confirming import ask_guardian
from contributions.actions.promising import owe_moderation
from contributions.errors import NoGuardian, NotAgreed, SentBefore, VoiceGone
from contributions.models import Contribution, Moderation, Receipt, TextVersion
from contributions.permissions import can_contribute
from contributions.references import new_reference
from workflow.actions import record

if TYPE_CHECKING:
    from accounts.models import Representation, User
    from contributions.models import Attachment, Upload
    from policies.models import PolicyVersion


class Circumstances(TypedDict, total=False):
    """What it speaks about, as that read then, and how it came: by the website, unless said otherwise."""

    about: str
    about_hash: str
    channel: str
    recorded_by: User | None


@transaction.atomic
def submit(
    *,
    by: User,
    representation: Representation,
    kind: str,
    body: str,
    language: str,
    submission_key: UUID,
    consent_to: PolicyVersion | None,
    title: str = "",
    stance: str = "",
    uploads: Sequence[Upload] = (),
    guardian: str = "",
    **circumstances: Unpack[Circumstances],
) -> Contribution:
    """Receive a contribution; the same key, voice and words from the same author return the one that is there.
    The receipt signs the `stance` of a comment, which is kept with its place in the discussion, and the files that
    waited with the draft (`uploads`). Of a minor nobody learns of it until a guardian has confirmed it: the one at
    `guardian`, or at the address that the account has."""
    _refuse_without_voice(by, representation)
    contribution = Contribution(
        kind=kind, author=by, submission_key=submission_key, consent_to=consent_to, language=language, **circumstances
    )
    sent_before = Contribution.objects.by(by).filter(submission_key=submission_key).first()
    if sent_before is not None:
        return _of_the_same_press(sent_before, contribution, representation, title, body)
    if consent_to is None:
        raise NotAgreed
    snapshot = attribution.snapshot(representation)
    if snapshot["by_minor"] and not (guardian or by.guardian_address):
        raise NoGuardian
    text = receive(contribution, snapshot, title=title, body=body, stance=stance, uploads=uploads, by=by)
    if text is None:
        sent_before = Contribution.objects.by(by).get(submission_key=submission_key)
        return _of_the_same_press(sent_before, contribution, representation, title, body)
    _begin(contribution, text, guardian, by=by)
    return contribution


def _refuse_without_voice(by: User, voice: Representation) -> None:
    if not can_contribute(by) or voice.user_id != by.pk:
        raise PermissionDenied
    hold_voice(voice, by=by)
    attribution.forget_age(voice)
    if not can_contribute(by):
        raise PermissionDenied
    if not can_speak_as(by, voice):
        raise VoiceGone


def receive(
    contribution: Contribution,
    snapshot: dict[str, Any],
    *,
    title: str,
    body: str,
    stance: str,
    by: User,
    uploads: Sequence[Upload] = (),
) -> TextVersion | None:
    """Kept under its reference, signed and entered. None: the other of two presses was faster."""
    if not _stored(contribution, snapshot):
        return None
    words = {"title": title, "body": body, "salt": receipts.new_salt(), "created_at": timezone.now()}
    text = TextVersion.objects.create(contribution=contribution, **words)
    _acknowledge(contribution, text, stance, attach(contribution, uploads), by=by)
    return text


def _begin(contribution: Contribution, text: TextVersion, guardian: str, *, by: User) -> None:
    """Whose turn it is: a guardian's, or a moderator's."""
    if contribution.by_minor:
        _await_guardian(contribution, text, guardian, by=by)
        return
    owe_moderation(contribution)
    emails.tell_received(contribution, text)


def says(contribution: Contribution, *, title: str = "", body: str) -> bool:
    """Were these the words with which it came?"""
    first = contribution.texts.order_by("number").first()
    return first is not None and (first.title, first.body) == (title, body)


def is_spoken_in(contribution: Contribution, voice: Representation) -> bool:
    """Was this the voice in which it came? The name may have changed since."""
    return (contribution.party_id, contribution.capacity) == (voice.party_id, voice.capacity)


def _of_the_same_press(
    sent_before: Contribution, again: Contribution, voice: Representation, title: str, body: str
) -> Contribution:
    """Whoever says the same in another name, or of another matter, has something else to say."""
    is_same = (sent_before.kind, sent_before.about) == (again.kind, again.about) and is_spoken_in(sent_before, voice)
    if not is_same or not says(sent_before, title=title, body=body):
        raise SentBefore(sent_before.reference)
    return sent_before


def _stored(contribution: Contribution, snapshot: dict[str, Any]) -> bool:
    """Under its reference and the name as it stands now. False: the other of two presses was faster."""
    contribution.reference, contribution.submitted_at = new_reference(), timezone.now()
    for field, value in snapshot.items():
        setattr(contribution, field, value)
    if contribution.by_minor:
        contribution.moderation = Moderation.UNCONFIRMED
    try:
        with transaction.atomic():
            contribution.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _acknowledge(
    contribution: Contribution, text: TextVersion, stance: str, attached: Sequence[Attachment], *, by: User
) -> None:
    """The receipt and its ledger entry. A minor's is none that the public figures count before it is confirmed."""
    signed_at, files = contribution.submitted_at, receipts.hashes(attached)
    statement = receipts.statement(contribution, text, signed_at, stance, files)
    signature, key_id = receipts.sign(statement)
    receipt = Receipt.objects.create(
        contribution=contribution,
        statement=statement,
        signature=signature,
        key_id=key_id,
        text_commitment=receipts.text_commitment(text, stance, files),
        attribution_commitment=receipts.attribution_commitment(contribution),
        signed_at=signed_at,
    )
    record(
        contribution,
        "submit_unconfirmed" if contribution.by_minor else "submit",
        by=by,
        data={"text": receipt.text_commitment, "attribution": receipt.attribution_commitment},
    )


def _await_guardian(contribution: Contribution, text: TextVersion, guardian: str, *, by: User) -> None:
    if guardian and guardian != by.guardian_address:
        remember_guardian(by, guardian, by=by)
    asked = ask_guardian(contribution, guardian or by.guardian_address, by=by)
    emails.tell_unconfirmed(contribution, asked, text)
