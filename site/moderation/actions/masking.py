"""Publishing with what is personal covered. The words as they were sent stay, for their author and the moderators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from contributions.actions import reword
from contributions.correspondent import language_of_letters
from moderation.actions.deciding import decide, lock
from moderation.hints import hints, masked
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from contributions.models import Contribution
    from moderation.models import Verdict


@transaction.atomic
def publish_masked(contribution: Contribution, *, by: User, message: str = "") -> Verdict:
    """Phone numbers, civil numbers and addresses are covered in a new wording, which is the one that is read."""
    lock(contribution, by)
    sent = contribution.text
    title, body = (masked(words, hints(words)) for words in (sent.title, sent.body))
    if (title, body) == (sent.title, sent.body):
        raise IllegalStep(_("There is no personal data in it to cover."))
    reword(contribution, "mask", title=title, body=body, by=by)
    return decide(contribution, "publish", by=by, message=message or _told(contribution))


def _told(contribution: Contribution) -> str:
    with override(language_of_letters(contribution)):
        return _("To protect you, personal data in the text was covered. Your receipt is for the text as you sent it.")
