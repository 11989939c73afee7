"""What becomes of somebody's contributions when their account is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Representation
from accounts.names import WITHDRAWN
from contributions.actions.answering import CLOCKS
from contributions.actions.attaching import erase_attachments
from contributions.actions.setting_aside import set_amendment_aside
from contributions.actions.uploading import drop_uploads_of
from contributions.actions.withdrawing import take_out_of_sight
from contributions.models import Amendment, Attachment, Contribution, Moderation, TextVersion
from deadlines.actions import drop
from workflow.actions import record

if TYPE_CHECKING:
    from accounts.models import User
    from config.personal_data import Leaving

# Nobody is left to be told what became of these.
WAITING = {Moderation.UNCONFIRMED, Moderation.SUBMITTED, Moderation.HELD}


@transaction.atomic
def erase_contributions(leaving: Leaving) -> None:
    """The name goes, and the texts where the law's setting says so; references, receipts and answers stay."""
    own = Contribution.objects.by(leaving.user).filter(attribution_erased_at=None)
    for contribution in own.select_for_update(of=("self",)).order_by("pk"):
        erase_one(contribution, leaving)
    drop_uploads_of(leaving.user)


def erase_one(contribution: Contribution, leaving: Leaving, *, step: str = "erase", by: User | None = None) -> None:
    """For the action that has locked it."""
    _hide(contribution, leaving)
    if leaving.texts_go:
        _erase(contribution.texts.filter(erased_at=None), leaving)
        Contribution.objects.filter(pk=contribution.pk).update(fingerprint="")
    # Never published as such: what was accepted of them stands among the texts.
    set_amendment_aside(contribution, by=None)
    _erase(contribution.amendments.filter(erased_at=None), leaving)
    # Whatever becomes of the words: no rule of ours can take a name out of a file.
    erase_attachments(Attachment.objects.filter(contribution=contribution), at=leaving.at, hashes_go=leaving.texts_go)
    _erase_name(contribution, leaving)
    record(contribution, step, by=by, data={"texts": "erased" if leaving.texts_go else "kept"})


def _hide(contribution: Contribution, leaving: Leaving) -> None:
    """A tombstone stands where a text was that goes. What waits for a moderator is withdrawn in any case."""
    gone = WAITING | {Moderation.PUBLISHED} if leaving.texts_go else WAITING
    if contribution.moderation not in gone:
        return
    take_out_of_sight(contribution, by=None, reason="erasure")
    for promise in CLOCKS:
        drop(promise, contribution)


def _erase(rows: QuerySet[TextVersion] | QuerySet[Amendment], leaving: Leaving) -> None:
    for text in rows:
        text.title = text.body = text.salt = ""
        text.erased_at = leaving.at
        text.save(update_fields=["title", "body", "salt", "erased_at"])


def _erase_name(contribution: Contribution, leaving: Leaving) -> None:
    """A body keeps its name; who presented the text on its behalf is a person."""
    words = WITHDRAWN[contribution.language]
    if contribution.capacity == Representation.Capacity.SELF:
        contribution.name, contribution.name_proof = words, ""
    else:
        contribution.on_behalf_by = words
    contribution.attribution_salt = ""
    contribution.attribution_erased_at = leaving.at
    erased = ["name", "name_proof", "on_behalf_by", "attribution_salt", "attribution_erased_at"]
    contribution.save(update_fields=erased)
