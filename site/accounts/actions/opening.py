"""Opening accounts and giving them a voice of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import Party, PartyKind, Representation, User
from workflow.actions import record

if TYPE_CHECKING:
    from datetime import date


@transaction.atomic
def open_account(
    *,
    email: str,
    password: str | None,
    name: str,
    by: User | None,
    education_role: str = "",
    governorate: str = "",
    language: str = "ar",
    born_on: date | None = None,
) -> User:
    """An account whose address is taken as verified, with the party it speaks as. For clerks, set-up and tests."""
    user = User.objects.create_user(email, password, first_name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    give_self(user, name=name, education_role=education_role, governorate=governorate, born_on=born_on, by=by)
    return user


@transaction.atomic
def give_self(
    user: User,
    *,
    name: str,
    by: User | None,
    education_role: str = "",
    governorate: str = "",
    born_on: date | None = None,
) -> Representation:
    """The simple case: a person who speaks for themself."""
    party = Party.objects.create(
        kind=PartyKind.INDIVIDUAL, name=name, education_role=education_role, governorate=governorate, born_on=born_on
    )
    representation = Representation.objects.create(
        user=user, party=party, capacity=Representation.Capacity.SELF, starts_at=timezone.now()
    )
    record(representation, "begin", by=by)
    return representation
