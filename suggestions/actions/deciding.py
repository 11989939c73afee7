"""What an officer decides, with a public answer that the author is told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from contributions.actions import dispose
from contributions.models import Contribution, Disposition
from contributions.queries import merged_into
from deadlines import actions as deadlines
from suggestions import emails
from suggestions.actions.steps import DECISION, FIRST_ANSWER, FIRST_REPLY, STEPS
from suggestions.models import Suggestion
from suggestions.permissions import can_decide
from tickets import actions as tickets
from tickets.models import Ticket, TicketType
from workflow import actions as workflow
from workflow.errors import IllegalStep
from workflow.models import Step

if TYPE_CHECKING:
    from accounts.models import User
    from directory.models import Unit


@transaction.atomic
def take_under_study(
    suggestion: Suggestion, *, unit: Unit, answer_ar: str, by: User, answer_en: str = ""
) -> Disposition:
    """A unit studies it from now on, and says so: the officer's first answer."""
    step = _decide(suggestion, "take_under_study", by=by, unit=unit)
    suggestion.unit = unit
    suggestion.save(update_fields=["unit"])
    deadlines.meet(FIRST_ANSWER, suggestion.contribution)
    return _answer(suggestion, step, unit=unit, answer_ar=answer_ar, answer_en=answer_en, by=by)


@transaction.atomic
def accept(
    suggestion: Suggestion,
    *,
    unit: Unit,
    answer_ar: str,
    by: User,
    answer_en: str = "",
    working_days: int | None = None,
) -> Disposition:
    """Yes, as it stands: a ticket is opened in the unit that carries it out."""
    return _accept(suggestion, "accept", unit, working_days, answer_ar=answer_ar, answer_en=answer_en, by=by)


@transaction.atomic
def accept_partly(
    suggestion: Suggestion,
    *,
    unit: Unit,
    answer_ar: str,
    by: User,
    answer_en: str = "",
    working_days: int | None = None,
) -> Disposition:
    """Yes, with changes that the answer names."""
    return _accept(suggestion, "accept_partly", unit, working_days, answer_ar=answer_ar, answer_en=answer_en, by=by)


def _accept(
    suggestion: Suggestion, name: str, unit: Unit, working_days: int | None, *, by: User, **answer: str
) -> Disposition:
    step = _decide(suggestion, name, by=by, unit=unit)
    ticket = tickets.open_ticket(
        type=TicketType.objects.get(code="suggestion"),
        unit=unit,
        origins=[suggestion.contribution],
        working_days=working_days,
        by=by,
        tells_authors=False,
    )
    _settle(suggestion)
    return _answer(suggestion, step, unit=unit, by=by, ticket=ticket, **answer)


@transaction.atomic
def note(suggestion: Suggestion, *, answer_ar: str, by: User, answer_en: str = "") -> Disposition:
    """Heard, and nothing follows from it for now."""
    step = _decide(suggestion, "note", by=by)
    _settle(suggestion)
    return _answer(suggestion, step, answer_ar=answer_ar, answer_en=answer_en, by=by)


@transaction.atomic
def decline(suggestion: Suggestion, *, answer_ar: str, by: User, answer_en: str = "") -> Disposition:
    """No, with the reason."""
    step = _decide(suggestion, "decline", by=by)
    _settle(suggestion)
    return _answer(suggestion, step, answer_ar=answer_ar, answer_en=answer_en, by=by)


@transaction.atomic
def refer(suggestion: Suggestion, *, unit: Unit, answer_ar: str, by: User, answer_en: str = "") -> Disposition:
    """It is for another unit to answer, which takes it under study next: the decision is still owed."""
    step = _decide(suggestion, "refer", by=by, unit=unit)
    suggestion.unit = unit
    suggestion.save(update_fields=["unit"])
    deadlines.meet(FIRST_ANSWER, suggestion.contribution)
    return _answer(suggestion, step, unit=unit, answer_ar=answer_ar, answer_en=answer_en, by=by)


@transaction.atomic
def stop(suggestion: Suggestion, *, answer_ar: str, by: User, answer_en: str = "") -> Disposition:
    """It will not be carried out after all. Its tickets are their officers' to cancel."""
    step = _decide(suggestion, "stop", by=by)
    return _answer(suggestion, step, answer_ar=answer_ar, answer_en=answer_en, by=by)


@transaction.atomic
def implement(suggestion: Suggestion, *, answer_ar: str, by: User, answer_en: str = "") -> Disposition:
    """Carried out without a ticket having told it. Otherwise the last ticket's end does this."""
    step = _decide(suggestion, "implement", by=by)
    return _answer(suggestion, step, answer_ar=answer_ar, answer_en=answer_en, by=by)


def _decide(suggestion: Suggestion, name: str, *, by: User, unit: Unit | None = None) -> Step:
    """The legal step, taken on the row as it is now by somebody who may."""
    contribution = suggestion.contribution
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if not can_decide(by, contribution):
        raise PermissionDenied
    if not contribution.is_public:
        raise IllegalStep(_("This suggestion is not published now, so nothing can be decided about it."))
    data = {"unit": unit.code} if unit else {}
    return workflow.take(contribution, name, steps=STEPS, field="decision", by=by, data=data)


def _settle(suggestion: Suggestion) -> None:
    """A decision is an answer too."""
    for kind in (FIRST_ANSWER, DECISION):
        deadlines.meet(kind, suggestion.contribution)


def _answer(
    suggestion: Suggestion,
    step: Step,
    *,
    answer_ar: str,
    answer_en: str,
    by: User,
    unit: Unit | None = None,
    ticket: Ticket | None = None,
) -> Disposition:
    """What the public reads and the author is told."""
    disposition = dispose(suggestion.contribution, step, answer_ar=answer_ar, answer_en=answer_en, unit=unit, by=by)
    deadlines.meet(FIRST_REPLY, suggestion.contribution)
    emails.tell_decision(suggestion, disposition, ticket, merged=merged_into([suggestion.contribution]))
    emails.tell_signers(suggestion.contribution, step)
    return disposition
