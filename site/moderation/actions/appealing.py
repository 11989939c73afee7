"""An author objects to a moderation decision, once; another moderator rules on it, with a reason in writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contributions.models import Contribution
from contributions.steps import Told
from deadlines.actions import meet, owe
from moderation.actions.deciding import decide, refuse_whole_name_of_minor
from moderation.emails import tell_appeal_dismissed, tell_appeal_received
from moderation.models import Appeal, Ruling, Verdict
from moderation.permissions import can_appeal, can_rule
from moderation.querysets import AGAINST
from workflow.actions import record
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from workflow.models import Step

STEP_LABELS = {
    "appeal": gettext_lazy("Appealed by its author"),
    "grant_appeal": gettext_lazy("Appeal granted, and published"),
    "dismiss_appeal": gettext_lazy("Appeal dismissed: the decision stands"),
    "dismiss_reports": gettext_lazy("Reports by readers were dismissed"),
}
TOLD_TO = {"dismiss_reports": Told.OFFICE}


@transaction.atomic
def appeal(contribution: Contribution, *, words: str, by: User) -> Appeal:
    """Object to the decision that keeps it from the public. A second press gets the appeal that the first made."""
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if not can_appeal(by, contribution):
        raise PermissionDenied
    verdict = standing_verdict(contribution)
    if verdict is None:
        raise IllegalStep(_("It is neither held back nor removed, so there is nothing to appeal against."))
    if made := Appeal.objects.filter(verdict=verdict).first():
        if made.words != words:
            raise IllegalStep(_("You have appealed against this decision already, so this second text was not sent."))
        return made
    if timezone.now() > verdict.appeal_until:
        raise IllegalStep(_("The time for an appeal against this decision has passed."))
    made = Appeal.objects.create(contribution=contribution, verdict=verdict, made_by=by, words=words)
    record(contribution, "appeal", by=by, data={"verdict": verdict.pk})
    working_days = settings.PROMISES["appeal_working_days"]
    owe("appeal", contribution, working_days=working_days, reference=contribution.reference)
    tell_appeal_received(made)
    return made


@transaction.atomic
def grant_appeal(appeal: Appeal, *, answer: str, by: User) -> Ruling:
    """The decision is reversed: it is published, and its author gets the answer."""
    _lock(appeal, by, answer)
    refuse_whole_name_of_minor(appeal.contribution)
    verdict = decide(appeal.contribution, "grant_appeal", by=by, message=answer)
    return _rule(appeal, verdict.step, is_granted=True, answer=answer)


@transaction.atomic
def dismiss_appeal(appeal: Appeal, *, answer: str, by: User) -> Ruling:
    """The decision stands, for the reason that the answer gives."""
    _lock(appeal, by, answer)
    step = record(appeal.contribution, "dismiss_appeal", by=by, data={"verdict": appeal.verdict_id})
    ruling = _rule(appeal, step, is_granted=False, answer=answer)
    tell_appeal_dismissed(ruling)
    return ruling


def standing_verdict(contribution: Contribution) -> Verdict | None:
    """The decision that keeps it from the public now."""
    if contribution.moderation not in AGAINST:
        return None
    return contribution.verdicts.filter(reason__isnull=False).select_related("step").order_by("-pk").first()


def _lock(appeal: Appeal, by: User, answer: str) -> None:
    """Of two moderators who rule at once the second is told that somebody has."""
    contribution = appeal.contribution
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if not can_rule(by, appeal):
        raise PermissionDenied
    if not answer.strip():
        raise IllegalStep(_("A ruling on an appeal gives its reason in writing."))
    if not Appeal.objects.open().filter(pk=appeal.pk).exists():
        raise IllegalStep(_("This appeal is no longer open: it was ruled on, or its author withdrew the text."))


def _rule(appeal: Appeal, step: Step, *, is_granted: bool, answer: str) -> Ruling:
    meet("appeal", appeal.contribution)
    return Ruling.objects.create(appeal=appeal, step=step, is_granted=is_granted, answer=answer)
