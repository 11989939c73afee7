"""What stands where something was: that it was, since when it is not to be read, why, and its receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from contributions.models import Moderation
from contributions.references import spoken
from contributions.why import why
from workflow.models import Step

if TYPE_CHECKING:
    from datetime import datetime

    from contributions.models import Contribution


def sentence(contribution: Contribution) -> str:
    """Beside what others said: who took it away, and by which point of the policy."""
    if contribution.moderation == Moderation.WITHDRAWN:
        return _("%(name)s withdrew this comment.") % {"name": contribution.name}
    if contribution.cited_point is None:
        return _("This comment was removed.")
    return _("This comment was removed under point %(number)s of the participation policy.") % {
        "number": contribution.cited_point.number
    }


def cited_path(contribution: Contribution) -> str:
    """Where the point reads as it read then, without the language; its author's own step cites none."""
    point = contribution.cited_point
    return "" if point is None or contribution.moderation == Moderation.WITHDRAWN else point.path


def page_of(contribution: Contribution) -> dict[str, Any]:
    """What its page takes, for whoever may not read the words."""
    return {
        "contribution": contribution,
        "why": why(contribution),
        "since": _since(contribution),
        "spoken_reference": spoken(contribution.reference),
    }


def _since(contribution: Contribution) -> datetime | None:
    """When a person or the clock brought it to where it stands."""
    steps = Step.objects.of(contribution).filter(field="moderation", target=contribution.moderation)
    return steps.order_by("-at", "-pk").values_list("at", flat=True).first()
