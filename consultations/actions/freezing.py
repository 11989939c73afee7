from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import Revision

from consultations.actions.writing import write_html
from consultations.composing import Composed, compose
from consultations.dates import default_closing, same_minute, why_not_these_dates
from consultations.models import ClauseKey, Consultation, ConsultationPage, Draft, DraftVersion, Extension
from contributions.models import Discussion
from deadlines.actions import drop, owe
from workflow.actions import record
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def freeze(page: ConsultationPage, revision: Revision, *, by: User | None) -> DraftVersion | None:
    """Write down what has just been published: the dates, and a version if the text is a new one."""
    consultation, is_new = _consultation_of(page)
    if is_new:
        _announce(consultation, by=by)
    else:
        _change_dates(consultation, page, by=by)
    composed = compose(page, consultation)
    if composed.change is None:
        return None
    version = composed.version
    version.draft = consultation.draft
    version.published_by = by
    version.save()
    _save_clauses(composed, consultation.draft)
    write_html(version)
    record(version, "publish", by=by, data={"version": version.number, "hash": version.hash, "revision": revision.pk})
    return version


def _consultation_of(page: ConsultationPage) -> tuple[Consultation, bool]:
    """Locked: of two first publications at once, the second finds what the first one announced."""
    told = {
        "slug": page.slug,
        "opens_at": page.opens_at,
        "closes_at": page.closes_at or default_closing(page.opens_at),
        "unit": page.unit,
        "publishes_first": page.publishes_first,
    }
    _row, is_new = Consultation.objects.get_or_create(page_id=page.pk, defaults=told)
    return Consultation.objects.select_for_update().get(page_id=page.pk), is_new


def _announce(consultation: Consultation, *, by: User | None) -> None:
    Draft.objects.create(consultation=consultation)
    _promise_outcome(consultation)
    record(consultation, "announce", by=by, data=_dates(consultation))


def _follow_settings(consultation: Consultation, page: ConsultationPage, *, by: User | None) -> None:
    """Who answers for it, and whether moderators read comments before the public does: from now on."""
    if consultation.publishes_first != page.publishes_first:
        name = "publish_comments_first" if page.publishes_first else "moderate_comments_first"
        record(consultation, name, by=by)
    consultation.unit, consultation.publishes_first = page.unit, page.publishes_first
    consultation.save(update_fields=["unit", "publishes_first"])


def _change_dates(consultation: Consultation, page: ConsultationPage, *, by: User | None) -> None:
    """The form has refused what may not change; time may have passed since."""
    for reason in why_not_these_dates(page, consultation).values():
        raise IllegalStep(reason)
    _follow_settings(consultation, page, by=by)
    before = (consultation.opens_at, consultation.closes_at)
    closes_at = page.closes_at or default_closing(page.opens_at)
    if same_minute(page.opens_at, before[0]) and same_minute(closes_at, before[1]):
        return
    had_opened = consultation.has_opened
    consultation.opens_at = before[0] if had_opened else page.opens_at
    consultation.closes_at = closes_at
    consultation.save(update_fields=["opens_at", "closes_at"])
    _promise_outcome(consultation)
    step = record(consultation, "change_dates", by=by, note=page.change_reason_ar, data=_dates(consultation))
    if had_opened:
        Extension.objects.create(
            consultation=consultation,
            step=step,
            closed_at_before=before[1],
            closes_at=closes_at,
            reason_ar=page.change_reason_ar.strip(),
            reason_en=page.change_reason_en.strip(),
            made_at=step.at,
        )


def _dates(consultation: Consultation) -> dict[str, str | int]:
    return {"opens_at": consultation.opens_at.isoformat(), "closes_at": consultation.closes_at.isoformat()}


def _promise_outcome(consultation: Consultation) -> None:
    """The outcome is owed from the closing, so another closing date is another promise."""
    drop("outcome", consultation)
    owe("outcome", consultation, due_at=consultation.outcome_due_at, reference=consultation.slug[:40])


def _save_clauses(composed: Composed, draft: Draft) -> None:
    kept = {key.key: key for key in draft.clause_keys.all()}
    for uid, clause in composed.clauses:
        if clause.key not in kept:
            discussion = Discussion.objects.create(kind="clause")
            kept[clause.key] = ClauseKey.objects.create(draft=draft, key=clause.key, uid=uid, discussion=discussion)
        clause.clause_key = kept[clause.key]
        clause.version = composed.version
        clause.save()  # one by one: search listens to each
