"""A later wording beside the one that was sent, which stays and which its receipt goes on proving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from contributions import receipts
from contributions.models import Contribution, TextVersion
from workflow.actions import record

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def reword(contribution: Contribution, step: str, *, title: str, body: str, by: User, salt: str = "") -> TextVersion:
    """From now on the newest wording is what is read. For the actions that own such a step and say who may take it;
    the ledger gets a commitment to the new words, under their `salt` where they have one already."""
    newest = Contribution.objects.select_for_update().get(pk=contribution.pk).text
    words = {"number": newest.number + 1, "title": title, "body": body, "salt": salt or receipts.new_salt()}
    made = TextVersion.objects.create(contribution=contribution, **words)
    commitment = receipts.commit(made.salt, title=title, body=body)
    record(contribution, step, by=by, data={"text": commitment, "version": made.number})
    contribution.refresh_from_db()
    return made
