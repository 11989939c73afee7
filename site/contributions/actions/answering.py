"""The ministry's decision on a comment or an answer, with the words that stand beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from contributions import emails
from contributions.actions.setting_aside import set_amendment_aside
from contributions.errors import NoAnswer, NoUnit
from contributions.models import Contribution, Decision, Disposition, Kind
from contributions.permissions import can_answer
from contributions.querysets import UNDECIDED
from deadlines.actions import meet
from workflow.actions import take
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from directory.models import Unit
    from workflow.models import Step

# Which step leads to which decision; whoever got a matter by referral answers it like any other.
ANSWERING = {
    "take_under_study": (frozenset({Decision.NONE, Decision.REFERRED}), Decision.UNDER_STUDY),
    "adopt": (UNDECIDED, Decision.ADOPTED),
    "adapt": (UNDECIDED, Decision.ADAPTED),
    "note": (UNDECIDED, Decision.NOTED),
    "not_adopt": (UNDECIDED, Decision.NOT_ADOPTED),
    "refer": (UNDECIDED - {Decision.REFERRED}, Decision.REFERRED),
}
STEP_TO = {str(target): name for name, (_sources, target) in ANSWERING.items()}
# Nobody studies or answers what no unit has.
NAME_A_UNIT = frozenset({Decision.UNDER_STUDY, Decision.REFERRED})
# What an answer keeps of what was promised. A decision keeps all of it, "under study" and a referral the first two.
CLOCKS = ("first_reply", "first_answer", "decision")


@transaction.atomic
def answer(
    contribution: Contribution,
    *,
    decision: str,
    answer_ar: str,
    by: User,
    answer_en: str = "",
    unit: Unit | None = None,
) -> Disposition:
    """Decide on it in public; its author is told. `unit` is the one that studies it, or to which it is referred."""
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if not can_answer(by, contribution):
        raise PermissionDenied
    if not contribution.is_public:
        raise IllegalStep(_("This contribution is not published now, so nothing can be decided about it."))
    if contribution.kind == Kind.SUGGESTION:
        raise IllegalStep(_("A suggestion is decided on its own desk."))
    data = {"unit": unit.code} if unit else {}
    step = take(contribution, STEP_TO[decision], steps=ANSWERING, field="decision", by=by, data=data)
    disposition = dispose(contribution, step, answer_ar=answer_ar, answer_en=answer_en, unit=unit, by=by)
    for kind in CLOCKS if contribution.is_decided else CLOCKS[:2]:
        meet(kind, contribution)
    emails.tell_answered(disposition)
    return disposition


@transaction.atomic
def dispose(
    contribution: Contribution, step: Step, *, answer_ar: str, by: User, answer_en: str = "", unit: Unit | None = None
) -> Disposition:
    """What the public reads of the decision that `step` took. An incomplete one undoes the step. It is for the words
    that are published: a new wording that waits is set aside."""
    if not answer_ar.strip():
        raise NoAnswer
    if unit is None and step.target in NAME_A_UNIT:
        raise NoUnit
    set_amendment_aside(contribution, by=None)
    return Disposition.objects.create(
        contribution=contribution,
        step=step,
        decision=step.target,
        answer_ar=answer_ar,
        answer_en=answer_en,
        unit=unit,
        decided_by=by,
        decided_at=step.at,
    )
