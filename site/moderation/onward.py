"""On from one contribution to the next, in the part of the queue that a moderator works on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from contributions import kinds
from contributions.models import Contribution
from moderation import queries
from moderation.models import Claim
from moderation.narrowing import WHOLE, Part

if TYPE_CHECKING:
    from accounts.models import User


def next_in_queue(
    user: User, *, part: Part = WHOLE, after: Contribution | None = None, backwards: bool = False
) -> Contribution | None:
    """What of this part is left to this moderator: neither in another's hands, nor their own or that of a body they
    speak for. `after`: the one that follows it, or comes before it; without it the first."""
    order = queries.order_of(part.view)
    order = queries.backwards(order) if backwards else order
    found = _theirs(queries.shown(part, of=user), user)
    if after is not None:
        found = found.filter(_beyond(_as_listed(after, part, user), order))
    return found.order_by(*order).first()


def _as_listed(contribution: Contribution, part: Part, user: User) -> Contribution:
    """With what its place in the list follows from; what is in it no longer was the last that was looked at."""
    if part.view != queries.REPORTED:
        return contribution
    listed = queries.shown(part, of=user).filter(pk=contribution.pk).first()
    contribution.times_reported = listed.times_reported if listed else 0  # type: ignore[attr-defined]
    return contribution


def _beyond(contribution: Contribution, order: Sequence[str]) -> Q:
    """Whatever comes after it in this order: equal in the first columns, and further in the next. Nobody knows what
    comes after what has no day."""
    found, equal = Q(pk__in=[]), Q()
    for column in order:
        name = column.removeprefix("-")
        value = getattr(contribution, name)
        if value is None:
            return Q()
        found |= equal & Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
        equal &= Q(**{name: value})
    return found


def next_published(user: User, *, besides: Contribution) -> Contribution | None:
    """What is published and was reported, has a new wording, or was read by no moderator: what this one looks at when
    the queue is empty. The longest published first."""
    found = _theirs(queries.published_to_look_at(of=user), user).exclude(pk=besides.pk)
    return found.order_by(*queries.LONGEST_FIRST).first()


def _theirs(contributions: QuerySet[Contribution], user: User) -> QuerySet[Contribution]:
    others = Claim.objects.live().exclude(moderator=user).values("contribution")
    own_voices = user.representations.current().values("party")
    own = Q(author=user) | Q(recorded_by=user) | Q(party__in=own_voices) | kinds.signed_by(user)
    return contributions.exclude(pk__in=others).exclude(own)
