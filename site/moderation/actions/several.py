"""Decisions by the name of the step, on one contribution or on many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from moderation.actions.amending import publish_amendment, refuse_amendment, refuse_unless_seen
from moderation.actions.deciding import ask_change, hold, publish, remove, restore, resume, take_back
from moderation.actions.masking import publish_masked
from moderation.actions.receiving import keep
from moderation.actions.reporting import dismiss_reports
from workflow.actions import as_seen
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from contributions.models import Contribution
    from moderation.models import Reason


# These stand on a reason.
GROUNDED: dict[str, Callable[..., object]] = {
    "hold": hold,
    "ask_change": ask_change,
    "remove": remove,
    "refuse_amendment": refuse_amendment,
}


@dataclass
class Outcome:
    """What was decided, and why the rest was not."""

    decided: list[Contribution] = field(default_factory=list)
    refused: list[tuple[Contribution, str]] = field(default_factory=list)


def take_step(
    contribution: Contribution, name: str, *, by: User, reason: Reason | None = None, message: str = ""
) -> None:
    """The decision of this name; those in `GROUNDED` stand on a reason."""
    match name:
        case "publish":
            publish(contribution, by=by)
        case "publish_masked":
            publish_masked(contribution, by=by, message=message)
        case "restore":
            restore(contribution, by=by, message=message)
        case "keep":
            keep(contribution, by=by)
        case "resume":
            resume(contribution, by=by)
        case "take_back":
            take_back(contribution, by=by)
        case "publish_amendment":
            publish_amendment(contribution, by=by)
        case "dismiss_reports":
            dismiss_reports(contribution, by=by)
        case _ if name in GROUNDED:
            if reason is None:
                raise IllegalStep(_("Choose the point of the policy that this decision rests on."))
            GROUNDED[name](contribution, by=by, reason=reason, message=message)


def decide_several(
    contributions: Iterable[Contribution],
    name: str,
    *,
    by: User,
    seen: str,
    words: Mapping[str, str] | None = None,
    reason: Reason | None = None,
    message: str = "",
) -> Outcome:
    """One decision on each of them, each in a transaction of its own: what one is refused for undoes no other.
    `seen` is the state in which all of them were shown, `words` the wording of each, by its reference: what has changed
    since is left as it is."""
    outcome = Outcome()
    for contribution in contributions:
        try:
            with transaction.atomic(), as_seen(contribution, "moderation", seen, by=by):
                refuse_unless_seen(contribution, (words or {}).get(contribution.reference, ""))
                take_step(contribution, name, by=by, reason=reason, message=message)
        except IllegalStep as refusal:
            outcome.refused.append((contribution, str(refusal)))
        except PermissionDenied:
            outcome.refused.append((contribution, _("It is your own, or that of an organisation you speak for.")))
        else:
            outcome.decided.append(contribution)
    return outcome
