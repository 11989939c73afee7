"""An author changes their own words. What is not public yet reads anew at once, and waits for a moderator like before;
beside what is published the new wording waits, and the old one stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import is_known_minor
from contributions import kinds, receipts
from contributions.actions.confirming import need_guardian_again
from contributions.actions.counting import mirror_moderation
from contributions.actions.promising import owe_moderation
from contributions.actions.rewording import reword
from contributions.actions.setting_aside import AMENDMENT_STEPS, set_amendment_aside, waiting_amendment
from contributions.errors import CannotBeAmended
from contributions.models import Amendment, Contribution, Decision, Kind, Moderation, TextVersion
from contributions.permissions import can_amend
from deadlines.actions import drop, meet
from workflow.actions import record, take

if TYPE_CHECKING:
    from accounts.models import User

STEPS: dict[str, tuple[set[str], str]] = {"send_again": ({"held"}, "submitted")}
AMENDABLE = frozenset({Moderation.UNCONFIRMED, Moderation.SUBMITTED, Moderation.HELD, Moderation.PUBLISHED})
# Enough to mend a text; who goes on has another one to say.
MOST_WORDINGS = 20


@transaction.atomic
def amend(contribution: Contribution, *, title: str = "", body: str, by: User) -> None:
    """From now on these are its words, or those that wait to be. The same words again change nothing."""
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if not can_amend(by, contribution):
        raise PermissionDenied
    refuse_amending(contribution)
    newest = newest_words(contribution)
    if (newest.title, newest.body) == (title, body):
        return
    if contribution.is_public:
        _propose(contribution, title, body, by)
        return
    reword(contribution, "amend", title=title, body=body, by=by)
    if contribution.by_minor:
        need_guardian_again(contribution, by=by)
    elif contribution.moderation == Moderation.HELD:
        _send_again(contribution, by)
    kinds.tell_received(contribution)


def refuse_amending(contribution: Contribution) -> None:
    """Until an officer has taken it up, and while participation there is open: an answer is for words that stay."""
    if contribution.decision != Decision.NONE:
        raise CannotBeAmended(_("The ministry has taken this up already, so its text can no longer be changed."))
    if contribution.moderation not in AMENDABLE:
        raise CannotBeAmended(_("It is no longer published, so its text can no longer be changed."))
    if contribution.is_public and contribution.by_minor:
        raise CannotBeAmended(
            _("Your guardian confirmed these words, so they stay. You can withdraw this and send another.")
        )
    if contribution.is_public and not _is_open(contribution):
        raise CannotBeAmended(_("Participation here has closed, so what is published stays as it is."))
    if contribution.texts.count() + contribution.amendments.count() >= MOST_WORDINGS:
        raise CannotBeAmended(_("It was changed as often as possible. You can withdraw it and send another."))


def newest_words(contribution: Contribution) -> TextVersion | Amendment:
    """What its author wrote last, published or not."""
    newest: TextVersion | Amendment = waiting_amendment(contribution) or contribution.texts.latest("number")
    return newest


@transaction.atomic
def accept_amendment(amendment: Amendment, *, by: User) -> None:
    """The new wording takes the place of the old one, which stays on record. For moderation, which says who may."""
    contribution = Contribution.objects.select_for_update().get(pk=amendment.contribution_id)
    if not contribution.is_public or contribution.decision != Decision.NONE:
        raise CannotBeAmended(_("An officer has begun to answer it as it reads now: keep the published wording."))
    take(amendment, "accept", steps=AMENDMENT_STEPS, field="state", by=by)
    words = {"title": amendment.title, "body": amendment.body, "salt": amendment.salt}
    reword(contribution, "publish_amendment", by=by, **words)
    contribution.amended_at = timezone.now()
    contribution.save(update_fields=["amended_at"])
    meet("moderation", contribution)


@transaction.atomic
def refuse_amendment(amendment: Amendment, *, by: User, reason: str, note: str = "") -> None:
    """What is published stays as it is; the reason is told. For moderation, which says who may."""
    take(amendment, "refuse", steps=AMENDMENT_STEPS, field="state", by=by, reason=reason, note=note)
    record(amendment.contribution, "refuse_amendment", by=by, reason=reason)
    meet("moderation", amendment.contribution)


def _is_open(contribution: Contribution) -> bool:
    return contribution.kind != Kind.COMMENT or kinds.subject_of(contribution.comment.discussion).is_open


def _propose(contribution: Contribution, title: str, body: str, by: User) -> None:
    if not contribution.by_minor and is_known_minor(by):
        raise CannotBeAmended(_("What you write now needs a guardian. You can withdraw this and send another."))
    set_amendment_aside(contribution, by=by)
    salt = receipts.new_salt()
    Amendment.objects.create(contribution=contribution, title=title, body=body, salt=salt)
    record(contribution, "propose_amendment", by=by, data={"text": receipts.commit(salt, title=title, body=body)})
    owe_moderation(contribution)


def _send_again(contribution: Contribution, by: User) -> None:
    """It is judged anew as it reads now: what it was held back for, and an objection to that, are done with."""
    step = take(contribution, "send_again", steps=STEPS, field="moderation", by=by)
    contribution.cited_point = None
    contribution.save(update_fields=["cited_point"])
    drop("appeal", contribution)
    owe_moderation(contribution)
    mirror_moderation(contribution)
    kinds.tell_moderated(contribution, step)
