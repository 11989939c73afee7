"""A reader reports what is published; a moderator takes it out of sight, or leaves it as it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contributions.models import Contribution
from deadlines.actions import drop, meet, owe
from moderation.actions.claiming import refuse_while_in_other_hands, release
from moderation.emails import tell_report_decided
from moderation.models import Reason, Report
from moderation.permissions import can_moderate, can_report
from workflow.actions import record, take
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from workflow.models import Step

REPORT_STEPS: dict[str, tuple[set[str], str]] = {
    "uphold": ({"open"}, "upheld"),
    "dismiss": ({"open"}, "dismissed"),
    "lapse": ({"open"}, "lapsed"),
}
# Enough for whoever reads a whole discussion; beyond it somebody keeps the moderators busy.
MOST_A_DAY = 20


@transaction.atomic
def report(contribution: Contribution, *, reason: Reason, note: str = "", by: User) -> Report:
    """Tell the moderators that something published breaks a point of the policy. Of one reader the first open report
    counts: a second press gets that one."""
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if not can_report(by, contribution):
        raise PermissionDenied
    if made := contribution.reports.open().filter(reporter=by).first():
        return made
    if not contribution.is_public:
        raise IllegalStep(_("It is no longer published, so there is nothing to report."))
    if Report.objects.filter(reporter=by, made_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise IllegalStep(_("You have reported much today. The moderators look at that first; come back tomorrow."))
    made = Report.objects.create(contribution=contribution, reporter=by, reason=reason, note=note)
    record(made, "report", by=by, reason=reason.code, data={"contribution": contribution.reference})
    working_days = settings.PROMISES["moderation_working_days"]
    owe("report", contribution, working_days=working_days, reference=contribution.reference)
    return made


@transaction.atomic
def dismiss_reports(contribution: Contribution, *, by: User) -> None:
    """It stays as it is, and whoever reported it is told."""
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if not can_moderate(by, contribution):
        raise PermissionDenied
    refuse_while_in_other_hands(contribution, by)
    if not contribution.reports.open().exists():
        raise IllegalStep(_("No report is open here: a colleague has decided meanwhile."))
    record(contribution, "dismiss_reports", by=by)
    _close(contribution, "dismiss", by=by)
    release(contribution)


def close_reports(contribution: Contribution, step: Step) -> None:
    """After a step of moderation: what was reported is out of sight by a decision, or by itself."""
    if not contribution.is_public:
        _close(contribution, "uphold" if step.name in {"hold", "remove"} else "lapse", by=step.by)


def _close(contribution: Contribution, name: str, *, by: User | None) -> None:
    for each in contribution.reports.open().select_related("reporter", "reason"):
        take(each, name, steps=REPORT_STEPS, field="state", by=by)
        if name != "lapse":
            tell_report_decided(each)
    (drop if name == "lapse" else meet)("report", contribution)
