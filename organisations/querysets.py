from __future__ import annotations

from typing import Any, Self

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import Organisation, PartyKind, Representation
from accounts.querysets import at_work_q


class AdmissionQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def by(self, user: Any) -> Self:
        return self.filter(asker=user)

    def for_list(self) -> Self:
        return self.select_related("asker", "document", "organisation__party")


class InvitationQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """`Invitation.is_open`."""
        return self.filter(state="invited", expires_at__gt=timezone.now())

    def to_answer_by(self, user: Any) -> Self:
        """Sent to an address that is confirmed as theirs."""
        theirs = EmailAddress.objects.filter(user=user, verified=True).annotate(lower=Lower("email")).values("lower")
        return self.filter(address__in=theirs)

    def for_list(self) -> Self:
        return self.select_related("organisation__party", "invited_by").order_by("invited_at", "pk")


def bodies() -> models.QuerySet[Organisation]:
    """Those of the public: who speaks for an authority, the ministry says."""
    return Organisation.objects.filter(party__kind=PartyKind.ORGANISATION).select_related("party")


def without_administrator() -> models.QuerySet[Organisation]:
    """Verified, and nobody who is there invites or removes those who speak for them."""
    administering = Representation.objects.administering().filter(at_work_q("user__"), party=OuterRef("party"))
    return bodies().filter(~Exists(administering), verified_at__isnull=False)


def named(text: str) -> Q:
    return Q(party__name__icontains=text) | Q(registration_number__icontains=text)
