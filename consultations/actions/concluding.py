from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.answering import unanswered_count, unmoderated_count
from consultations.models import Conclusion, Consultation
from consultations.permissions import can_conclude
from deadlines.actions import drop, meet
from workflow.actions import take
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from workflow.models import Step

STEPS: dict[str, tuple[set[str], str]] = {
    "cancel": ({"none"}, "cancelled"),
    "publish_outcome": ({"none"}, "outcome_published"),
}


class Unanswered(IllegalStep):
    """Somebody who took part still waits: for a moderator, or for a decision."""


def why_not_yet(consultation: Consultation) -> str:
    """A sentence for each kind of waiting; empty where nobody waits."""
    unread, waiting = unmoderated_count(consultation), unanswered_count(consultation)
    return " ".join(([unmoderated(unread)] if unread else []) + ([unanswered(waiting)] if waiting else []))


def unmoderated(count: int) -> str:
    return ngettext(
        "%(count)d contribution still awaits moderation. A moderator must decide on it first.",
        "%(count)d contributions still await moderation. A moderator must decide on each first.",
        count,
    ) % {"count": count}


def unanswered(count: int) -> str:
    return ngettext(
        "%(count)d published contribution has no decision yet. The outcome can be published once each has its answer.",
        "%(count)d published contributions have no decision yet. The outcome can be published once each has its "
        "answer.",
        count,
    ) % {"count": count}


@transaction.atomic
def cancel(consultation: Consultation, *, by: User | None, reason_ar: str, reason_en: str = "") -> Conclusion:
    """End it without an outcome; what was said stays, and stays readable."""
    _require_right(by, consultation)
    step = take(consultation, "cancel", steps=STEPS, field="stage", by=by, note=reason_ar)
    drop("outcome", consultation)
    return _conclude(consultation, step, reason_ar, reason_en)


@transaction.atomic
def publish_outcome(consultation: Consultation, *, by: User | None, text_ar: str, text_en: str = "") -> Conclusion:
    """Say what came of it. Not while people may still take part, nor while one of them waits for an answer."""
    _require_right(by, consultation)
    consultation.refresh_from_db(from_queryset=Consultation.objects.select_for_update())
    if not consultation.is_over:
        raise IllegalStep(_("The consultation has not closed yet; its outcome cannot be published."))
    if waiting := why_not_yet(consultation):
        raise Unanswered(waiting)
    step = take(consultation, "publish_outcome", steps=STEPS, field="stage", by=by)
    meet("outcome", consultation)
    return _conclude(consultation, step, text_ar, text_en)


def _require_right(by: User | None, consultation: Consultation) -> None:
    """Nobody is the clock or the operator."""
    if by is not None and not can_conclude(by, consultation):
        raise PermissionDenied


def _conclude(consultation: Consultation, step: Step, text_ar: str, text_en: str) -> Conclusion:
    return Conclusion.objects.create(
        consultation=consultation, step=step, text_ar=text_ar, text_en=text_en, made_at=step.at
    )
