from __future__ import annotations

from typing import Any, Self

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower

from contributions.models import Attachment, Contribution
from tickets.models import Origin


class CoPartyQuerySet(models.QuerySet[Any]):
    def signed(self) -> Self:
        """Shown with the suggestion, in the order in which they signed."""
        return self.filter(state="signed").order_by("answered_at", "pk")

    def standing(self) -> Self:
        """Those that signed, and those that may still."""
        return self.filter(state__in=["invited", "signed"])

    def to_answer_by(self, user: Any) -> Self:
        """What somebody was asked to sign, by an address that is confirmed as theirs, or has signed."""
        theirs = EmailAddress.objects.filter(user=user, verified=True).annotate(lower=Lower("email")).values("lower")
        return self.filter(Q(state="invited", address__in=theirs) | Q(state="signed", user=user))

    def in_the_voice_of(self, user: Any) -> Self:
        """Signed by them, or by a body that they speak for."""
        voices = user.representations.current().values("party")
        return self.filter(state="signed").filter(Q(user=user) | Q(party__in=voices))


class SuggestionQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        # The kind follows from what it is; said aloud, the database finds them by its index, in order.
        return self.filter(contribution__kind="suggestion", contribution__moderation="published")

    def with_decision(self, *decisions: str) -> Self:
        return self.filter(contribution__decision__in=decisions)

    def waiting(self) -> Self:
        """Published, and nobody has looked at it yet."""
        return self.published().with_decision("none")

    def under_study(self) -> Self:
        return self.published().with_decision("under_study")

    def referred(self) -> Self:
        """Published, and handed to the unit that must answer."""
        return self.published().with_decision("referred")

    def in_category(self, code: str) -> Self:
        return self.filter(category__code=code)

    def newest(self) -> Self:
        return self.order_by("-contribution__published_at", "-pk")

    def oldest(self) -> Self:
        return self.order_by("contribution__published_at", "pk")

    def for_list(self) -> Self:
        """What a list shows of each: its words, attribution and category. Two queries, whatever its length."""
        return self.select_related("contribution", "category", "discussion").prefetch_related("contribution__texts")

    def with_co_parties(self) -> Self:
        """How many sign it besides its author."""
        signed = Q(co_parties__state="signed")
        return self.annotate(co_party_count=Count("co_parties", filter=signed, distinct=True))

    def for_page(self) -> Self:
        """With how much was said about it, and whether there is more to ask for: most have neither."""
        whole = self.for_list().select_related(
            "unit",
            "contribution__receipt",
            "contribution__party",
            "contribution__cited_point__version__policy__page",
            "contribution__merged_into",
            "consultation__page",
        )
        return (
            whole.with_co_parties()
            .annotate(
                has_merged=Exists(Contribution.objects.filter(merged_into=OuterRef("contribution"))),
                has_files=Exists(Attachment.objects.listed().filter(contribution=OuterRef("contribution"))),
                has_tickets=Exists(Origin.objects.filter(contribution=OuterRef("contribution"))),
            )
            .prefetch_related("consultation__draft__versions")
        )
