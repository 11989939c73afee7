"""Appeals, with what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet

from accounts.models import Role
from accounts.permissions import has_role_for_everything
from contributions.models import Contribution
from moderation.models import Appeal
from moderation.queries import PAGE_SIZE, items, seen_by

if TYPE_CHECKING:
    from accounts.models import User
    from moderation.models import Verdict


def open_appeals(moderator: User) -> QuerySet[Appeal]:
    """Those that their role covers, the oldest first: all have the same span."""
    return _with_what_they_are_about(_covered(Appeal.objects.open(), moderator))


def appeal_against(verdict: Verdict | None) -> Appeal | None:
    return _with_what_they_are_about(Appeal.objects.filter(verdict=verdict)).first() if verdict else None


def appeal_to_rule(reference: str | None, moderator: User) -> Appeal | None:
    """The latest, where their role covers it."""
    found = Appeal.objects.filter(contribution__in=seen_by(moderator).filter(reference=reference))
    return _with_what_they_are_about(found).last()


def latest_appeal(reference: str | None) -> Appeal | None:
    found = Appeal.objects.filter(contribution__in=Contribution.objects.confirmed().filter(reference=reference))
    return _with_what_they_are_about(found).last()


def _with_what_they_are_about(appeals: QuerySet[Appeal]) -> QuerySet[Appeal]:
    contributions = Prefetch("contribution", Contribution.objects.for_list())
    return appeals.select_related(
        "verdict__step__by", "verdict__reason", "verdict__point__version__policy__page", "ruling__step"
    ).prefetch_related(contributions)


def _covered(appeals: QuerySet[Appeal], moderator: User) -> QuerySet[Appeal]:
    if has_role_for_everything(moderator, Role.MODERATOR):
        return appeals
    return appeals.filter(contribution__in=seen_by(moderator))


def page_of_appeals(number: str | None, *, of: User) -> Page:
    """One page of the open appeals as `QueueItem`s, with what is owed on each."""
    page = Paginator(open_appeals(of), PAGE_SIZE).get_page(number)
    page.object_list = items([appeal.contribution for appeal in page], promise="appeal")  # type: ignore[assignment]
    return page
