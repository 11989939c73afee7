"""A new wording of what is published: it takes the place of the old one, or the old one stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from contributions.actions import accept_amendment, newest_words, waiting_amendment
from contributions.actions import refuse_amendment as refuse
from contributions.correspondent import language_of_letters
from moderation.actions.claiming import refuse_while_in_other_hands, release
from moderation.actions.deciding import lock, point_in_force
from moderation.emails import tell_amendment_published, tell_amendment_refused
from moderation.shown import parse_token, times_taken_out
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from contributions.models import Amendment, Contribution
    from moderation.models import Reason


@transaction.atomic
def publish_amendment(contribution: Contribution, *, by: User) -> None:
    """From now on it reads as its author changed it. The words before stay on record, and the receipt proves them."""
    amendment = _taken_in_hand(contribution, by)
    accept_amendment(amendment, by=by)
    release(contribution)
    tell_amendment_published(amendment)


@transaction.atomic
def refuse_amendment(contribution: Contribution, *, by: User, reason: Reason, message: str = "") -> None:
    """The published wording stays; the reason is told. Its author may write another, so there is no appeal."""
    amendment = _taken_in_hand(contribution, by)
    point = point_in_force(reason)
    message = message or reason.message(language_of_letters(contribution))
    refuse(amendment, by=by, reason=reason.code, note=message)
    release(contribution)
    tell_amendment_refused(amendment, reason=reason, point=point, message=message)


def refuse_unless_seen(contribution: Contribution, seen: str) -> None:
    """Nobody decides on words that they have not read, or for a file that is gone: `seen` is the token of what was
    shown. Nothing is nothing to compare."""
    if not seen:
        return
    wording, taken_out = parse_token(seen)
    if wording != newest_words(contribution).token:
        raise IllegalStep(_("Its author has changed the text since you opened this page. Read it as it stands now."))
    if taken_out != str(times_taken_out(contribution)):
        raise IllegalStep(_("Its author has taken a file out since you opened this page. See what is left of it."))


def _taken_in_hand(contribution: Contribution, by: User) -> Amendment:
    lock(contribution, by)
    refuse_while_in_other_hands(contribution, by)
    amendment = waiting_amendment(contribution)
    if amendment is None:
        raise IllegalStep(_("No new wording waits here: it was decided on or set aside meanwhile."))
    return amendment
