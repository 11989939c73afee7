from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from contributions.scoping import in_scope_of

# Nobody has decided yet, whatever has been begun: a referral names who must.
UNDECIDED = frozenset({"none", "under_study", "referred"})
UNREAD = (
    "comment", "user_name", "user_email", "user_url", "ip_address", "object_pk", "followup",
    "content_type", "site", "user", "submit_date", "is_public", "is_removed",
    "contribution__attribution_salt", "contribution__attribution_erased_at", "contribution__consent_to",
    "contribution__about", "contribution__about_hash", "contribution__submission_key",
    "contribution__fingerprint", "contribution__risk", "contribution__is_repeated", "contribution__due_on",
)  # fmt: skip


class ContributionQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        return self.filter(moderation="published")

    def confirmed(self) -> Self:
        """What anybody but its author may know of; `Contribution.is_confirmed` says the same of one."""
        return self.filter(models.Q(by_minor=False) | models.Q(confirmed_at__isnull=False))

    def awaiting_moderation(self) -> Self:
        return self.filter(moderation="submitted")

    def unseen(self) -> Self:
        """Published as they came; a moderator has yet to look."""
        return self.published().filter(is_unseen=True)

    def unanswered(self) -> Self:
        """Published, and the ministry owes its decision. Its own words are answers, not questions."""
        return self.published().undecided().exclude(party_kind="official")

    def undecided(self) -> Self:
        """`Contribution.is_decided` says the opposite of one."""
        return self.filter(decision__in=UNDECIDED)

    def by(self, user: Any) -> Self:
        return self.filter(author=user)

    def in_hands_of(self, user: Any, *, is_clerk: bool) -> Self:
        """What somebody sent; for a clerk also what was recorded. The same as `permissions.acts_for_author`."""
        theirs = models.Q(author=user)
        return self.filter(theirs | models.Q(recorded_by__isnull=False) if is_clerk else theirs)

    def recorded(self) -> Self:
        """Taken down by a clerk for somebody without an account; `Contribution.is_recorded` says the same of one."""
        return self.filter(recorded_by__isnull=False)

    def suggestions(self) -> Self:
        return self.filter(kind="suggestion")

    def comments(self) -> Self:
        return self.filter(kind="comment")

    def in_scope_of(self, user: Any, *roles: str) -> Self:
        """What one of these roles of theirs covers; `scoping.covers` says the same of one."""
        return self.filter(in_scope_of(user, *roles))

    def for_list(self) -> Self:
        """What a list shows of each: its words, and the comment or suggestion behind it."""
        return self.select_related(
            "receipt", "comment__discussion", "cited_point__version__policy__page"
        ).prefetch_related("texts")


class ConfirmationQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(state="waiting", due_at__gt=timezone.now())

    def asked_since(self, moment: datetime, address: str) -> Self:
        return self.filter(asked_at__gt=moment, address=address)

    def for_guardian(self) -> Self:
        """With the words, and who wrote them."""
        return self.select_related("contribution__author").prefetch_related("contribution__texts")

    def overdue(self) -> Self:
        return self.filter(state="waiting", due_at__lte=timezone.now())


class CommentQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        return self.filter(contribution__moderation="published")

    def in_order(self) -> Self:
        return self.order_by("thread_id", "order")

    def lean(self) -> Self:
        """With its contribution, and without the columns that no thread shows."""
        return self.select_related("contribution").defer(*UNREAD)

    def with_attribution(self) -> Self:
        """Who said it, and the point of the policy by which it was removed."""
        return self.select_related("contribution__cited_point__version__policy__page")

    def for_list(self) -> Self:
        """What a thread shows: each comment with its attribution and words. Two queries, whatever its length."""
        return self.with_attribution().prefetch_related("contribution__texts")


class AttachmentQuerySet(models.QuerySet[Any]):
    def cleared(self) -> Self:
        """`Attachment.is_cleared` says the same of one."""
        return self.filter(scan__in=["clean"] if settings.CLAMD else ["clean", "none"])

    def public(self) -> Self:
        """`Attachment.is_public` says the same of one."""
        return self.cleared().filter(state="attached", erased_at=None, contribution__moderation="published")

    def listed(self) -> Self:
        """What a page names, and what it says was taken out by its author. All else that was erased stands nowhere."""
        return self.filter(models.Q(erased_at=None) | models.Q(state="withdrawn"))

    def listed_for_all(self) -> Self:
        """What everybody may have, and a note where everybody once could have had a file."""
        once = self.filter(state="withdrawn", contribution__moderation="published")
        return self.public() | once.filter(erased_at__gt=models.F("contribution__published_at"))

    def unscanned(self) -> Self:
        return self.filter(scan="none", state="attached", erased_at=None)
