"""An account that becomes nobody's: the row stays, for the record points to it, and names no person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts.actions.births import STEPS as BIRTH_STEPS
from accounts.models import BirthDateCorrection, Party, PartyKind, Representation, Suspension, User
from accounts.names import WITHDRAWN
from messaging.actions import NOBODY
from workflow.actions import record, take

if TYPE_CHECKING:
    from datetime import datetime

    from config.personal_data import Leaving


@transaction.atomic
def erase_account(leaving: Leaving) -> None:
    """Closed and without a name. An organisation that it spoke for stays, and has to name somebody else."""
    user = leaving.user
    _forget_party(user)
    for representation in Representation.objects.filter(user=user, ends_at=None):
        representation.ends_at = leaving.at
        representation.title = ""
        representation.save(update_fields=["ends_at", "title"])
        record(representation, "end", by=None, reason="erasure")
    _close(user)
    EmailAddress.objects.filter(user=user).delete()
    UserProfile.objects.filter(user=user).delete()
    _forget_in_the_admin(user)
    Suspension.objects.filter(user=user).update(reason="")
    _forget_corrections(user, leaving.at)
    SocialAccount.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    UserSession.objects.filter(user=user).delete()
    _end_sessions(user)


def _close(user: User) -> None:
    user.email = f"{user.pk}{NOBODY}"
    user.first_name, user.last_name, user.phone = WITHDRAWN[user.language], "", ""
    user.guardian_address = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()


def _forget_party(user: User) -> None:
    """The party that the person is. Nobody else speaks for it."""
    own = Party.objects.filter(representations__user=user, representations__capacity=Representation.Capacity.SELF)
    nothing = {"name": WITHDRAWN[user.language], "education_role": "", "governorate": "", "born_on": None}
    for party in own.filter(kind=PartyKind.INDIVIDUAL).distinct():
        for field, value in nothing.items():
            setattr(party, field, value)
        party.save(update_fields=list(nothing))


def _forget_corrections(user: User, at: datetime) -> None:
    """The reason, and the date with the question that still waits."""
    own = BirthDateCorrection.objects.filter(user=user)
    for asked in own.waiting():
        asked.born_on, asked.closed_at = None, at
        asked.save(update_fields=["born_on", "closed_at"])
        take(asked, "dismiss", steps=BIRTH_STEPS, field="state", by=None, reason="erasure", data={"account": user.pk})
    own.update(reason="")


def _forget_in_the_admin(user: User) -> None:
    """Wagtail's record of who changed which account writes down what the account was called."""
    entries = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    entries.update(label=WITHDRAWN[user.language], data={})


def _end_sessions(user: User) -> None:
    """They hold what somebody began to write. Whose a session is, only its contents say."""
    every = Session.objects.iterator()
    theirs = [session.pk for session in every if session.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()
