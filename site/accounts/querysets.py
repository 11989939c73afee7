from __future__ import annotations

from calendar import isleap
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import User

# In years: the Child Law (Royal Decree 22/2014) protects whoever is younger.
COMING_OF_AGE = 18


def _current_q(at: datetime | None = None) -> Q:
    now = at or timezone.now()
    return Q(starts_at__lte=now) & (Q(ends_at=None) | Q(ends_at__gt=now))


def last_birthday_of_age(today: date | None = None) -> date:
    """Whoever was born on this day or before is of age today. Of the 29th of February, on the 1st of March."""
    today = today or timezone.localdate()
    year = today.year - COMING_OF_AGE
    return date(year, today.month, today.day) if _is_a_day(year, today) else date(year, 2, 28)


def _is_a_day(year: int, today: date) -> bool:
    return (today.month, today.day) != (2, 29) or isleap(year)


def minor_q(path: str = "") -> Q:
    """Over parties, or over what leads to one by `path` ("party__"): `Party.is_minor`."""
    return Q(**{f"{path}education_role": "pupil"}) | Q(**{f"{path}born_on__gt": last_birthday_of_age()})


def suspended_q(path: str = "") -> Q:
    """Over accounts, or over what leads to one by `path` ("user__")."""
    return Q(**{f"{path}suspended_until__gt": timezone.now()})


def at_work_q(path: str = "") -> Q:
    """Who is there to be given something."""
    return Q(**{f"{path}is_active": True}) & (
        Q(**{f"{path}suspended_until": None}) | Q(**{f"{path}suspended_until__lte": timezone.now()})
    )


def _factors_of(user: Any) -> models.QuerySet[Any]:
    """Recovery codes alone are none. Asked of the registry: allauth's models refer to ours."""
    return apps.get_model("mfa", "Authenticator").objects.filter(user=user, type__in=["totp", "webauthn"])


class UserManager(BaseUserManager[Any]):
    """Accounts are known by their e-mail address, whatever its case."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class RepresentationQuerySet(models.QuerySet[Any]):
    def current(self, at: datetime | None = None) -> Self:
        return self.filter(_current_q(at))

    def speaking(self, at: datetime | None = None) -> Self:
        """Whoever speaks for themself, or for a body that is verified: `Representation.may_speak`."""
        return self.current(at).filter(Q(party__organisation=None) | Q(party__organisation__verified_at__isnull=False))

    def administering(self) -> Self:
        """Whoever invites and removes those who speak for a body."""
        return self.current().filter(is_administrator=True)

    def speaking_for_self(self) -> Self:
        return self.current().filter(capacity="self")

    def for_list(self) -> Self:
        return self.select_related("party", "party__organisation")


class RoleGrantQuerySet(models.QuerySet[Any]):
    def current(self, at: datetime | None = None) -> Self:
        return self.filter(_current_q(at))

    def over(self) -> Self:
        return self.filter(ends_at__lte=timezone.now())

    def not_over(self) -> Self:
        """Those that stand, and those that are to begin."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))

    def to_close(self) -> Self:
        """Their last day has passed, and nobody was told yet."""
        return self.over().filter(is_closed=False)

    def to_warn(self) -> Self:
        """They end within days, and their holder has not been told so; nobody is warned of an end that was set within
        these days, when they were told of it."""
        soon = timezone.now() + timedelta(days=settings.ROLE_ENDING_DAYS)
        return self.current().filter(ends_at__lte=soon).exclude(warned_of=F("ends_at"))

    def of_person(self, text: str) -> Self:
        """By part of the name, or of the address."""
        return self.filter(Q(user__first_name__icontains=text) | Q(user__email__icontains=text))

    def latest_over(self) -> Self:
        return self.over().select_related("user", "granted_by").order_by("-ends_at", "-pk")

    def for_list(self) -> Self:
        """Role by role, by name within one; and whether each has set up a second factor."""
        with_names = self.select_related("user", "granted_by").order_by("role", "user__first_name", "starts_at", "pk")
        return with_names.annotate(has_second_factor=Exists(_factors_of(OuterRef("user"))))


class SuspensionQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        return self.filter(lifted_at=None).filter(Q(until=None) | Q(until__gt=timezone.now()))

    def for_list(self) -> Self:
        return self.select_related("user", "suspended_by").order_by("-starts_at", "-pk")


class BirthDateCorrectionQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def settled(self) -> Self:
        return self.exclude(state="waiting").order_by("-closed_at", "-pk")

    def for_list(self) -> Self:
        return self.select_related("user", "asked_by", "closed_by")
