"""What an author is told of a moderation decision, in the author's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from contributions.correspondent import correspondent_of, language_of_letters
from contributions.emails import address_of, own_address, tell_author
from contributions.models import Decision, Kind
from contributions.references import isolated
from messaging.actions import enqueue

if TYPE_CHECKING:
    from contributions.models import Amendment, Attachment, Contribution
    from moderation.models import Appeal, Reason, Report, Ruling, Verdict
    from policies.models import Point
    from workflow.models import Step


# Steps that say more than where the contribution stands after them.
OF_ITS_OWN = {"ask_change": "contribution_change_asked", "grant_appeal": "appeal_granted"}


def tell_verdict(verdict: Verdict) -> None:
    """One message for each decision: published, held back, to be changed, or removed."""
    contribution = verdict.contribution
    language = language_of_letters(contribution)
    tell_author(
        contribution,
        OF_ITS_OWN.get(verdict.step.name, f"contribution_{contribution.moderation}"),
        cause=f"verdict:{verdict.step_id}",
        **_grounds(verdict.reason, verdict.point, language),
        message=verdict.message,
        was_public=contribution.published_at is not None,
        initials=_initials(contribution),
        change_link=change_address(contribution, language) if contribution.decision == Decision.NONE else "",
        first_reply_hours=settings.PROMISES["first_reply_hours"] if contribution.kind == Kind.SUGGESTION else 0,
        appeal_link=appeal_address(contribution, language),
        appeal_days=settings.PROMISES["appeal_within_days"],
    )


def tell_published_first(contribution: Contribution, step: Step) -> None:
    """By the rule of the consultation or the category; no moderator has judged it."""
    tell_author(
        contribution,
        "contribution_published",
        cause=f"published-first:{step.pk}",
        is_unseen=1,
        initials=_initials(contribution),
        first_reply_hours=settings.PROMISES["first_reply_hours"] if contribution.kind == Kind.SUGGESTION else 0,
    )


def _initials(contribution: Contribution) -> str:
    return contribution.name if contribution.by_minor else ""


def appeal_address(contribution: Contribution, language: str) -> str:
    """Whoever has no account reads there how to object."""
    if contribution.is_recorded:
        return own_address(contribution, correspondent_of(contribution))
    with override(language):
        return settings.SITE_URL + reverse("appeals:appeal", args=[contribution.reference])


def change_address(contribution: Contribution, language: str) -> str:
    if contribution.is_recorded:
        return own_address(contribution, correspondent_of(contribution))
    with override(language):
        return settings.SITE_URL + reverse("contributions:change", args=[contribution.reference])


def tell_amendment_published(amendment: Amendment) -> None:
    tell_author(amendment.contribution, "amendment_published", cause=f"amendment-published:{amendment.pk}")


def tell_amendment_refused(amendment: Amendment, *, reason: Reason, point: Point, message: str) -> None:
    contribution = amendment.contribution
    language = language_of_letters(contribution)
    tell_author(
        contribution,
        "amendment_refused",
        cause=f"amendment-refused:{amendment.pk}",
        **_grounds(reason, point, language),
        message=message,
        change_link=change_address(contribution, language),
    )


def tell_attachment_taken_out(
    attachment: Attachment, step: Step, *, reason: Reason, point: Point, message: str
) -> None:
    contribution = attachment.contribution
    tell_author(
        contribution,
        "attachment_taken_out",
        cause=f"attachment-out:{step.pk}",
        **_grounds(reason, point, language_of_letters(contribution)),
        message=message,
        file=attachment.name,
    )


def tell_attachment_back(attachment: Attachment, step: Step) -> None:
    cause = f"attachment-back:{step.pk}"
    tell_author(attachment.contribution, "attachment_back", cause=cause, file=attachment.name)


def tell_appeal_received(appeal: Appeal) -> None:
    tell_author(
        appeal.contribution,
        "appeal_received",
        cause=f"appeal:{appeal.pk}",
        words=appeal.words,
        working_days=settings.PROMISES["appeal_working_days"],
        appeal_link=appeal_address(appeal.contribution, language_of_letters(appeal.contribution)),
    )


def tell_appeal_dismissed(ruling: Ruling) -> None:
    """Of an appeal that was granted `tell_verdict` tells: it is the decision that publishes."""
    contribution = ruling.appeal.contribution
    tell_author(
        contribution,
        "appeal_dismissed",
        cause=f"ruling:{ruling.pk}",
        answer=ruling.answer,
        appeal_link=appeal_address(contribution, language_of_letters(contribution)),
    )


def tell_report_decided(report: Report) -> None:
    """Whoever reported something learns what became of it, and no more."""
    reader, contribution = report.reporter, report.contribution
    with override(reader.language):
        reason = report.reason.label
    enqueue(
        cause=f"report-decided:{report.pk}",
        recipient=f"user:{reader.pk}",
        address=reader.email,
        template="report_decided",
        language=reader.language,
        context={
            "name": reader.first_name,
            "reference": isolated(contribution.reference, reader.language),
            "reason": reason,
            "is_upheld": report.state == "upheld",
            "link": address_of(contribution, reader.language),
        },
    )


def _words(point: Point, language: str) -> str:
    """The point as it reads; the Arabic, which holds, where there is no English."""
    arabic = f"{point.heading_ar}\n{point.body_ar}".strip()
    english = f"{point.heading_en}\n{point.body_en}".strip()
    return arabic if language == "ar" else english or arabic


def _grounds(reason: Reason | None, point: Point | None, language: str) -> dict[str, Any]:
    """The reason and the point that it rests on; empty for what needs none."""
    with override(language):
        label = reason.label if reason else ""
    return {
        "reason": label,
        "point_number": point.number if point else "",
        "point_text": _words(point, language) if point else "",
        "point_link": f"{settings.SITE_URL}/{language}{point.path}" if point else "",
    }


def tell_taken_back(contribution: Contribution, step: Step) -> None:
    working_days = settings.PROMISES["moderation_working_days"]
    tell_author(contribution, "contribution_taken_back", cause=f"taken-back:{step.pk}", working_days=working_days)


def tell_lapsed(contribution: Contribution, step: Step) -> None:
    tell_author(contribution, "contribution_lapsed", cause=f"lapsed:{step.pk}")
