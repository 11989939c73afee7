"""What was decided on somebody's contributions, and what they objected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from config.personal_data import Coded, Holding, Row, choice, on_erasure, register
from contributions.steps import label_of
from moderation.actions import erase_appeals, erase_reports
from moderation.models import Appeal, Claim, Report, Verdict

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from accounts.models import User


def verdicts(user: User) -> list[Row]:
    rows = Verdict.objects.filter(contribution__author=user).select_related("contribution", "step", "reason", "point")
    return [
        {
            "contribution": verdict.contribution.reference,
            "step": Coded(verdict.step.name, _label(verdict)),
            "at": verdict.step.at,
            "reason": Coded(verdict.reason.code, verdict.reason.label) if verdict.reason else "",
            "point": Coded(verdict.point.key) if verdict.point else "",
            "message": verdict.message,
        }
        for verdict in rows.order_by("pk")
    ]


def _label(verdict: Verdict) -> str | Promise:
    published_at = verdict.contribution.published_at
    return label_of(verdict.step, was_public=published_at is not None and published_at <= verdict.step.at)


def appeals(user: User) -> list[Row]:
    rows = Appeal.objects.filter(made_by=user).select_related("contribution", "ruling__step").order_by("made_at", "pk")
    return [_appeal(appeal) for appeal in rows]


def _appeal(appeal: Appeal) -> Row:
    ruling = appeal.ruling_or_none
    return {
        "contribution": appeal.contribution.reference,
        "made_at": appeal.made_at,
        "words": appeal.words,
        "is_granted": ruling.is_granted if ruling else None,
        "answer": ruling.answer if ruling else "",
        "ruled_at": ruling.step.at if ruling else None,
    }


def reports(user: User) -> list[Row]:
    rows = Report.objects.filter(reporter=user).select_related("contribution", "reason").order_by("pk")
    return [
        {
            "contribution": each.contribution.reference,
            "made_at": each.made_at,
            "reason": Coded(each.reason.code, each.reason.label),
            "note": each.note,
            "state": choice(each, "state"),
        }
        for each in rows
    ]


def claims(user: User) -> list[Row]:
    rows = Claim.objects.filter(moderator=user).select_related("contribution").order_by("pk")
    return [{"contribution": claim.contribution.reference, "until": claim.until} for claim in rows]


register(
    Holding(
        key="verdicts",
        title=_("What moderators decided on what you sent"),
        why=_("Nothing is held back or removed without a reason that is kept."),
        until=_("As long as the record of decisions is kept."),
        rows=verdicts,
        words={
            "contribution": _("Contribution"),
            "step": _("Step"),
            "at": _("At"),
            "reason": _("Reason"),
            "point": _("Point of the policy"),
            "message": _("Message to you"),
        },
    )
)
register(
    Holding(
        key="appeals",
        title=_("Your appeals"),
        why=_("You objected to a decision, and another moderator ruled on it."),
        until=_("As long as the record of decisions is kept."),
        rows=appeals,
        words={
            "contribution": _("Contribution"),
            "made_at": _("Made at"),
            "words": _("Your grounds"),
            "is_granted": _("Granted"),
            "answer": _("Answer"),
            "ruled_at": _("Ruled at"),
        },
    )
)
register(
    Holding(
        key="reports",
        title=_("What you reported to the moderators"),
        why=_("A moderator looks at what readers report, and tells you what became of it."),
        until=_("As long as the record of decisions is kept."),
        rows=reports,
        words={
            "contribution": _("Contribution"),
            "made_at": _("Made at"),
            "reason": _("Reason"),
            "note": _("What is wrong"),
            "state": _("State"),
        },
    )
)
register(
    Holding(
        key="claims",
        title=_("What you have in hand as a moderator"),
        why=_("So that no two moderators work on the same text."),
        until=_("Until it is decided."),
        rows=claims,
        words={"contribution": _("Contribution"), "until": _("Until")},
        is_of_staff=True,
    )
)
on_erasure(erase_appeals)
on_erasure(erase_reports)
