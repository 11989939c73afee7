"""Two suggestions that ask for the same become one: the other stays at its address and says where it went.

    published ──merge──▶ merged ──separate──▶ published

Nothing is destroyed: words, receipt and name stay, and what is decided about the one is told to the authors of both.
Where the one leaves the public's sight, by its author or a moderator, the others stand on their own again by rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from contributions import kinds
from contributions.actions import mirror_moderation
from contributions.models import Contribution, Moderation
from suggestions import emails
from suggestions.actions.steps import STEPS
from suggestions.permissions import can_decide
from suggestions.queries import tickets_of
from workflow import actions as workflow
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from suggestions.models import Suggestion
    from workflow.models import Step

MERGING = {
    "merge": (frozenset({Moderation.PUBLISHED}), Moderation.MERGED),
    "separate": (frozenset({Moderation.MERGED}), Moderation.PUBLISHED),
}


def is_possible(suggestion: Suggestion, name: str) -> bool:
    """Whether this step is legal now, as its page offers it; the step itself asks the row once more."""
    contribution = suggestion.contribution
    if name in MERGING:
        is_open = name == "separate" or not contribution.is_decided
        return is_open and contribution.moderation in MERGING[name][0]
    return contribution.is_public and contribution.decision in STEPS[name][0]


@transaction.atomic
def merge(suggestion: Suggestion, *, into: Suggestion, by: User) -> Step:
    """`suggestion` says what `into` says: from now on both are answered there."""
    duplicate, kept = _lock(suggestion, into, by=by)
    if duplicate == kept:
        raise IllegalStep(_("A suggestion cannot be merged into itself."))
    if kept.moderation == Moderation.MERGED:
        raise IllegalStep(_("The suggestion that it would be merged into has itself been merged into another."))
    if not kept.is_public:
        raise IllegalStep(_("The suggestion that it would be merged into is not published now."))
    if duplicate.is_public and duplicate.is_decided:
        raise IllegalStep(_("This suggestion has been decided already, so it stands on its own."))
    if duplicate.is_public:
        duplicate.merged_into = kept
        duplicate.save(update_fields=["merged_into"])
    step = workflow.take(duplicate, "merge", steps=MERGING, field="moderation", by=by, data={"into": kept.reference})
    _follow(duplicate, step)
    emails.tell_merged(suggestion, into, step)
    _tell_what_was_answered(suggestion, into)
    return step


def _tell_what_was_answered(suggestion: Suggestion, into: Suggestion) -> None:
    """Who joins late is told the newest answer; those that follow reach them like everybody."""
    newest = into.contribution.newest_answer
    if newest is None:
        return
    open_tickets = [ticket for ticket in tickets_of(into.contribution) if ticket.is_open]
    emails.tell_decision_to(suggestion.contribution, into, newest, open_tickets[-1] if open_tickets else None)


@transaction.atomic
def separate(suggestion: Suggestion, *, by: User, reason: str = "") -> Step:
    """It was another matter after all: it stands on its own again, as it stood before."""
    (duplicate,) = _lock(suggestion, by=by)
    step = workflow.take(duplicate, "separate", steps=MERGING, field="moderation", by=by, note=reason)
    _follow(duplicate, step)
    emails.tell_separated(suggestion.contribution, step)
    return step


def separate_from(kept: Contribution) -> None:
    """What was to be answered with it can be no longer: each stands on its own again, and its author is told why."""
    duplicates = Contribution.objects.filter(moderation=Moderation.MERGED, merged_into=kept).order_by("pk")
    for duplicate in duplicates.select_for_update(of=("self",)):
        step = workflow.take(
            duplicate,
            "separate",
            steps=MERGING,
            field="moderation",
            by=None,
            reason="left_alone",
            data={"kept": kept.reference},
        )
        _follow(duplicate, step)
        emails.tell_separated(duplicate, step)


def _lock(*suggestions: Suggestion, by: User) -> list[Contribution]:
    """All in one order: of two officers who merge the same two, each into the other, one waits and the other acts."""
    contributions = [suggestion.contribution for suggestion in suggestions]
    rows = Contribution.objects.filter(pk__in=[contribution.pk for contribution in contributions])
    list(rows.order_by("pk").select_for_update())
    for contribution in contributions:
        contribution.refresh_from_db()
        if not can_decide(by, contribution):
            raise PermissionDenied
    return contributions


def _follow(contribution: Contribution, step: Step) -> None:
    mirror_moderation(contribution)
    kinds.tell_moderated(contribution, step)
