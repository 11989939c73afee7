"""Decisions by the name of the step, on one contribution or on many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from moderation.actions.deciding import hold, publish, remove, restore, resume, take_back
from moderation.actions.masking import publish_masked
from workflow.actions import as_seen
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from contributions.models import Contribution
    from moderation.models import Reason


@dataclass
class Outcome:
    """What was decided, and why the rest was not."""

    decided: list[Contribution] = field(default_factory=list)
    refused: list[tuple[Contribution, str]] = field(default_factory=list)


def take_step(
    contribution: Contribution, name: str, *, by: User, reason: Reason | None = None, message: str = ""
) -> None:
    """The decision of this name. Holding back and removing stand on a reason."""
    match name:
        case "publish":
            publish(contribution, by=by)
        case "publish_masked":
            publish_masked(contribution, by=by, message=message)
        case "restore":
            restore(contribution, by=by, message=message)
        case "resume":
            resume(contribution, by=by)
        case "take_back":
            take_back(contribution, by=by)
        case "hold" | "remove":
            if reason is None:
                raise IllegalStep(_("Choose the point of the policy that this decision rests on."))
            against = {"hold": hold, "remove": remove}[name]
            against(contribution, by=by, reason=reason, message=message)


def decide_several(
    contributions: Iterable[Contribution],
    name: str,
    *,
    by: User,
    seen: str,
    reason: Reason | None = None,
    message: str = "",
) -> Outcome:
    """One decision on each of them, each in a transaction of its own: what one is refused for undoes no other.
    `seen` is the state in which all of them were shown; what a colleague has moved since is left as it is."""
    outcome = Outcome()
    for contribution in contributions:
        try:
            with transaction.atomic(), as_seen(contribution, "moderation", seen, by=by):
                take_step(contribution, name, by=by, reason=reason, message=message)
        except IllegalStep as refusal:
            outcome.refused.append((contribution, str(refusal)))
        except PermissionDenied:
            outcome.refused.append((contribution, _("It is your own, or that of a body you speak for.")))
        else:
            outcome.decided.append(contribution)
    return outcome
