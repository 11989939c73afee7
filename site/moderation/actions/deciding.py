"""What a moderator, or the clock, decides about one contribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import is_known_minor
from contributions import kinds
from contributions.actions import mirror_moderation, owe_moderation
from contributions.correspondent import language_of_letters
from contributions.models import Contribution, Decision
from deadlines.actions import drop, meet
from moderation.actions.claiming import refuse_while_in_other_hands
from moderation.emails import tell_lapsed, tell_taken_back, tell_verdict
from moderation.models import Reason, Verdict
from moderation.permissions import can_moderate
from policies.queries import participation_policy, version_in_force
from workflow.actions import take
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from policies.models import Point
    from workflow.models import Step

STEPS: dict[str, tuple[set[str], str]] = {
    "publish": ({"submitted"}, "published"),
    "restore": ({"held", "removed"}, "published"),
    "hold": ({"submitted", "published", "merged"}, "held"),
    "ask_change": ({"submitted"}, "held"),
    "remove": ({"submitted", "held", "published", "merged"}, "removed"),
    "lapse": ({"submitted", "held"}, "lapsed"),
    "resume": ({"lapsed"}, "submitted"),
    "take_back": ({"published", "held", "removed"}, "submitted"),
}
# Taken by a ruling alone, so that the record tells an appeal that succeeded from second thoughts.
BY_RULING: dict[str, tuple[set[str], str]] = {"grant_appeal": ({"held", "removed"}, "published")}


@transaction.atomic
def publish(contribution: Contribution, *, by: User) -> Verdict:
    return decide(contribution, "publish", by=by)


@transaction.atomic
def restore(contribution: Contribution, *, by: User, message: str = "") -> Verdict:
    """Bring back what was held or removed."""
    _refuse_while_appealed(contribution)
    refuse_whole_name_of_minor(contribution)
    return decide(contribution, "restore", by=by, message=message)


@transaction.atomic
def hold(contribution: Contribution, *, by: User, reason: Reason, message: str = "") -> Verdict:
    """Keep it from the public; the reason is told."""
    return decide(contribution, "hold", by=by, reason=reason, message=message)


@transaction.atomic
def ask_change(contribution: Contribution, *, by: User, reason: Reason, message: str = "") -> Verdict:
    """Keep it from the public until its author has changed it; they are told what, and where to do so."""
    return decide(contribution, "ask_change", by=by, reason=reason, message=message)


@transaction.atomic
def remove(contribution: Contribution, *, by: User, reason: Reason, message: str = "") -> Verdict:
    """Hide it, with a tombstone where it stood; the reason is told."""
    _refuse_while_appealed(contribution)
    return decide(contribution, "remove", by=by, reason=reason, message=message)


@transaction.atomic
def lapse(contribution: Contribution, *, by: User | None) -> Step:
    """Its time ran out: nobody confirmed it, or its author did not come back to what was held. `by=None` is the
    clock. It is not judged, so there is no verdict; its author is told, and it can be taken up again."""
    _refuse_while_appealed(contribution)
    lock(contribution, by)
    step = take(contribution, "lapse", steps=STEPS, field="moderation", by=by)
    drop("moderation", contribution)
    _follow(contribution, step)
    tell_lapsed(contribution, step)
    return step


@transaction.atomic
def resume(contribution: Contribution, *, by: User) -> Step:
    """What lapsed waits in the queue again, with a new deadline."""
    lock(contribution, by)
    refuse_while_in_other_hands(contribution, by)
    refuse_whole_name_of_minor(contribution)
    step = take(contribution, "resume", steps=STEPS, field="moderation", by=by)
    owe_moderation(contribution)
    _follow(contribution, step)
    return step


@transaction.atomic
def take_back(contribution: Contribution, *, by: User) -> Step:
    """Undo a decision: it waits in the queue again, out of sight, with a new deadline. Both decisions stay on record,
    and its author is told. What an officer has begun to answer, or was published by a ruling on an appeal, is held back
    instead: with a reason, against which its author can appeal."""
    _refuse_while_appealed(contribution)
    lock(contribution, by)
    refuse_while_in_other_hands(contribution, by)
    if contribution.decision != Decision.NONE:
        raise IllegalStep(_("An officer has begun to answer it: hold it back or remove it, with a reason."))
    if _stands_by_ruling(contribution):
        raise IllegalStep(_("A ruling on an appeal published it: hold it back or remove it, with a reason."))
    step = take(contribution, "take_back", steps=STEPS, field="moderation", by=by)
    contribution.cited_point, contribution.is_unseen = None, False
    contribution.save(update_fields=["cited_point", "is_unseen"])
    _follow(contribution, step)
    owe_moderation(contribution)
    tell_taken_back(contribution, step)
    return step


def lock(contribution: Contribution, by: User | None) -> None:
    """What the moderator saw may be old: right and step are judged by the row as it is now."""
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if by is not None and not can_moderate(by, contribution):
        raise PermissionDenied


def _follow(contribution: Contribution, step: Step) -> None:
    mirror_moderation(contribution)
    kinds.tell_moderated(contribution, step)


def _stands_by_ruling(contribution: Contribution) -> bool:
    last = contribution.verdicts.select_related("step").order_by("-pk").first()
    return last is not None and last.step.name in BY_RULING


def _refuse_while_appealed(contribution: Contribution) -> None:
    """What its author objects to is settled by a ruling on the objection, not past it."""
    if contribution.appeals.open().exists():
        raise IllegalStep(_("Its author has appealed: rule on the appeal instead."))


def refuse_whole_name_of_minor(contribution: Contribution) -> None:
    """What was removed or lapsed before it was public, and before its author turned out to be under eighteen."""
    if contribution.by_minor or contribution.is_recorded or contribution.published_at is not None:
        return
    if is_known_minor(contribution.author):
        raise IllegalStep(
            _("Its author is under eighteen, and it stands under their whole name: they can send it again.")
        )


def decide(
    contribution: Contribution, name: str, *, by: User, reason: Reason | None = None, message: str = ""
) -> Verdict:
    """Take one of these steps. For the actions of this room, which say what each means."""
    lock(contribution, by)
    if name not in BY_RULING:
        refuse_while_in_other_hands(contribution, by)
    point = point_in_force(reason) if reason else None
    code = reason.code if reason else ""
    step = take(contribution, name, steps=STEPS | BY_RULING, field="moderation", by=by, reason=code, note=message)
    contribution.cited_point, contribution.is_unseen = point, False
    if contribution.is_public and contribution.published_at is None:
        contribution.published_at = timezone.now()
    contribution.save(update_fields=["cited_point", "is_unseen", "published_at"])
    mirror_moderation(contribution)
    meet("moderation", contribution)
    verdict = Verdict.objects.create(
        contribution=contribution,
        step=step,
        reason=reason,
        point=point,
        message=message or _standard(reason, contribution),
    )
    kinds.tell_moderated(contribution, step)
    tell_verdict(verdict)
    return verdict


def _standard(reason: Reason | None, contribution: Contribution) -> str:
    return reason.message(language_of_letters(contribution)) if reason else ""


def point_in_force(reason: Reason) -> Point:
    """The point that the reason stands on, as it reads in the policy version now in force."""
    policy = participation_policy()
    version = version_in_force(policy) if policy else None
    point = version.points.filter(key=reason.point_key).first() if version else None
    if point is None:
        raise IllegalStep(_("The policy in force has no such point, so this reason cannot be given."))
    return point
