"""A contribution, its words, receipt, ledger entry, deadline and message are one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import can_speak_as
from contributions import attribution, emails, kinds, receipts
from contributions.errors import DiscussionClosed, ParentGone
from contributions.models import Channel, Comment, Contribution, Decision, Discussion, Kind, Receipt, TextVersion
from contributions.permissions import can_contribute, can_withdraw
from contributions.references import new_reference
from deadlines.actions import drop, owe
from workflow.actions import record, take
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import Representation, User
    from policies.models import PolicyVersion

STEPS: dict[str, tuple[set[str], str]] = {
    "withdraw": ({"submitted", "held", "published"}, "withdrawn"),
}

# Replies to a reply of the last level stand beside it: deeper threads cannot be read on a phone.
DEEPEST_LEVEL = 2


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
    about: str = "",
    about_hash: str = "",
    channel: str = Channel.WEB,
    recorded_by: User | None = None,
) -> Contribution:
    """Receive a contribution; the same key from the same author returns the one that is there."""
    if not can_contribute(by) or not can_speak_as(by, representation):
        raise PermissionDenied
    sent_before = Contribution.objects.by(by).filter(submission_key=submission_key).first()
    if sent_before is not None:
        return sent_before
    try:
        with transaction.atomic():
            contribution = Contribution.objects.create(
                reference=new_reference(),
                kind=kind,
                author=by,
                submission_key=submission_key,
                consent_to=consent_to,
                language=language,
                about=about,
                about_hash=about_hash,
                channel=channel,
                recorded_by=recorded_by,
                submitted_at=timezone.now(),
                **attribution.snapshot(representation),
            )
    except IntegrityError:  # the other of two presses was faster
        return Contribution.objects.by(by).get(submission_key=submission_key)
    text = TextVersion.objects.create(
        contribution=contribution, title=title, body=body, salt=receipts.new_salt(), created_at=timezone.now()
    )
    _acknowledge(contribution, text, by=by)
    return contribution


def _acknowledge(contribution: Contribution, text: TextVersion, *, by: User) -> None:
    """The receipt, its ledger entry, the moderation deadline and the author's message."""
    signed_at = contribution.submitted_at
    statement = receipts.statement(contribution, text, signed_at)
    signature, key_id = receipts.sign(statement)
    receipt = Receipt.objects.create(
        contribution=contribution,
        statement=statement,
        signature=signature,
        key_id=key_id,
        text_commitment=receipts.text_commitment(text),
        attribution_commitment=receipts.attribution_commitment(contribution),
        signed_at=signed_at,
    )
    record(
        contribution,
        "submit",
        by=by,
        data={"text": receipt.text_commitment, "attribution": receipt.attribution_commitment},
    )
    owe_moderation(contribution)
    emails.tell_received(contribution)


def owe_moderation(contribution: Contribution) -> None:
    working_days = settings.PROMISES["moderation_working_days"]
    owe("moderation", contribution, working_days=working_days, reference=contribution.reference)


@transaction.atomic
def comment(
    *,
    by: User,
    representation: Representation,
    discussion: Discussion,
    body: str,
    language: str,
    submission_key: UUID,
    consent_to: PolicyVersion | None,
    parent: Comment | None = None,
    stance: str = "",
) -> Comment:
    """Receive a comment, or a reply to `parent`. Open or closed is judged here, by the server's clock."""
    sent_before = Comment.thread.filter(contribution__author=by, contribution__submission_key=submission_key).first()
    if sent_before is not None:
        return sent_before
    subject = kinds.subject_of(discussion)
    if not subject.is_open:
        raise DiscussionClosed
    parent = _place_of_reply(parent, discussion)
    contribution = submit(
        by=by,
        representation=representation,
        kind=Kind.COMMENT,
        body=body,
        language=language,
        submission_key=submission_key,
        consent_to=consent_to,
        about=subject.about,
        about_hash=subject.about_hash,
    )
    existing = Comment.thread.filter(contribution=contribution).first()
    return existing or Comment.thread.create(
        contribution=contribution,
        discussion=discussion,
        parent_id=parent.pk if parent else 0,
        stance=stance,
        is_public=False,
        submit_date=contribution.submitted_at,
    )


def _place_of_reply(parent: Comment | None, discussion: Discussion) -> Comment | None:
    """The comment under which a reply stands: itself, or its parent where the thread is at its deepest."""
    if parent is None:
        return None
    contribution = Contribution.objects.select_for_update().get(pk=parent.contribution_id)
    if parent.discussion_id != discussion.pk or not contribution.is_public:
        raise ParentGone
    if parent.level < DEEPEST_LEVEL:
        return parent
    return Comment.thread.get(pk=parent.parent_id)


@transaction.atomic
def withdraw(contribution: Contribution, *, by: User) -> None:
    """Take one's own words back, until an officer has taken them under study or answered them."""
    if not can_withdraw(by, contribution):
        raise PermissionDenied
    locked = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if locked.decision != Decision.NONE:
        raise IllegalStep(_("The ministry has taken this up already, so it can no longer be withdrawn."))
    step = take(contribution, "withdraw", steps=STEPS, field="moderation", by=by)
    mirror_moderation(contribution)
    for promise in ("moderation", "appeal"):
        drop(promise, contribution)
    kinds.tell_moderated(contribution, step)


def mirror_moderation(contribution: Contribution) -> None:
    """Keep django-comments-xtd's two columns equal to the moderation state."""
    Comment.thread.filter(contribution=contribution).update(
        is_public=contribution.is_public, is_removed=contribution.moderation == "removed"
    )
