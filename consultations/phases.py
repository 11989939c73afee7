"""The way of a consultation, as the timeline shows it: announced, open, closed, in review, outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config import dates
from consultations.models.consultation import Consultation, Extension, Phase


@dataclass(frozen=True)
class PhaseRow:
    """What `components/phases.html` takes. `state` is "done", "current" or "coming"."""

    label: str
    dates: str
    state: str
    elapsed: int = 0
    total: int = 0
    extension: str = ""
    is_late: bool = False


def phases_of(consultation: Consultation, extensions: Sequence[Extension]) -> list[PhaseRow]:
    now = consultation.phase
    if now == Phase.CANCELLED:
        return [_announced(consultation, "done"), PhaseRow(_("Cancelled"), _cancelled_on(consultation), "current")]
    place = [Phase.UPCOMING, Phase.OPEN, Phase.IN_REVIEW, Phase.OUTCOME_PUBLISHED].index(now)
    states = ["done"] * place + ["current"] + ["coming"] * (3 - place)
    return [
        _announced(consultation, states[0]),
        _open(consultation, states[1], extensions),
        _closing(consultation, "done" if states[1] == "done" else "coming"),
        PhaseRow(_("In review"), _("every contribution is answered"), states[2]),
        _outcome(consultation, states[3]),
    ]


def _announced(consultation: Consultation, state: str) -> PhaseRow:
    return PhaseRow(_("Announced"), dates.short_date(consultation.announced_at), state)


def _open(consultation: Consultation, state: str, extensions: Sequence[Extension]) -> PhaseRow:
    is_current = state == "current"
    return PhaseRow(
        label=_open_for(consultation) if is_current else _("Participation"),
        dates=_("From %(span)s, until %(time)s Muscat time")
        % {
            "span": dates.span(consultation.opens_at, consultation.closes_at),
            "time": dates.clock(consultation.closes_at),
        },
        state=state,
        elapsed=consultation.days_elapsed if is_current else 0,
        total=consultation.days_open if is_current else 0,
        extension=" ".join(str(extension.reason) for extension in extensions),
    )


def _open_for(consultation: Consultation) -> str:
    return _("Open for participation, %(left)s") % {"left": dates.left(consultation.closes_at)}


def _closing(consultation: Consultation, state: str) -> PhaseRow:
    return PhaseRow(_("Closed") if state == "done" else _("Closes"), dates.short_date(consultation.closes_at), state)


def _outcome(consultation: Consultation, state: str) -> PhaseRow:
    if state == "current":
        return PhaseRow(_("Outcome published"), day(consultation.conclusion.made_at), state)
    due = _("before %(date)s") % {"date": day(consultation.outcome_due_at)}
    if not consultation.is_overdue:
        return PhaseRow(_("Outcome"), due, state)
    days = (timezone.now() - consultation.outcome_due_at).days
    late = ngettext("%(due)s: overdue by %(days)d day", "%(due)s: overdue by %(days)d days", days)
    return PhaseRow(_("Outcome"), late % {"due": due, "days": days}, state, is_late=True)


def _cancelled_on(consultation: Consultation) -> str:
    return day(consultation.conclusion.made_at)


def day(when: datetime) -> str:
    return dates.middle_date(when)


def minute(when: datetime) -> str:
    return dates.moment(when)
