"""The demo's people: citizens, pupils, organisations and those who work in the back office."""

from __future__ import annotations

from base64 import b32encode
from datetime import date, timedelta
from hashlib import sha1

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.actions import (
    appoint_representative,
    grant_role,
    open_account,
    register_organisation,
    remember_guardian,
)
from accounts.models import Party, PartyKind, Representation, User
from accounts.second_factor import give_app
from directory.actions import appoint
from directory.models import Unit
from home.demo.reading import table

# Printed when the demo is loaded. Production refuses demo mode, and with it these accounts.
PASSWORD = "musharaka-demo"  # noqa: S105

# What the list of accounts says, in the order of the way through the product.
ROLES = {
    "citizen": "citizen",
    "organisation-rep": "organisation representative",
    "pupil": "pupil",
    "moderator": "moderator",
    "moderator-2": "another moderator, who rules on appeals against the first",
    "editor": "editor",
    "approver": "approver",
    "policy": "policy officer",
    "clerk": "recording clerk, for people without an account",
    "tickets": "ticket officer",
    "administrator": "administrator",
    "administrator-2": "another administrator, who confirms what the first asks for",
}

LOCAL_PARTS = {"organisation-rep": "organisation"}


def app_secret(key: str) -> str:
    """Of the authenticator app of somebody who works here: the same in every demonstration, and printed."""
    return b32encode(sha1(f"{PASSWORD}:{key}".encode(), usedforsecurity=False).digest()).decode()


def give_apps() -> None:
    """To everybody who works here, also where an earlier version loaded them."""
    for row in table("staff"):
        give_app(User.objects.get(email=address(row["key"])), app_secret(row["key"]))


def address(key: str) -> str:
    return f"{LOCAL_PARTS.get(key, key)}@musharaka.example"


class Cast:
    """Accounts and voices by their key in the tables."""

    def __init__(self) -> None:
        self.users: dict[str, User] = {}
        self.voices: dict[str, Representation] = {}
        # One hash for all: Argon2 is slow on purpose, and sixty times slow is a minute.
        self.password = make_password(PASSWORD)

    def user(self, key: str) -> User:
        return self.users[key]

    def voice(self, key: str) -> Representation:
        return self.voices[key]

    def gather_staff(self) -> None:
        self._open_staff("administrator", by=None)
        for row in table("staff"):
            self._open_staff(row["key"], by=self.user("administrator"))

    def gather_public(self) -> None:
        for row in table("people"):
            user, _ = self._open(row["key"], row["name"], row["governorate"], row["language"], row["role"], row["age"])
            if row["identity"] == "yes":
                _join_identity(user, row["key"])
        for row in table("organisations"):
            self._found(row)

    def _open_staff(self, key: str, *, by: User | None) -> None:
        row = next(one for one in table("staff") if one["key"] == key)
        user, is_new = self._open(key, row["name"], "muscat")
        if is_new:
            grant_role(user, row["role"], by=by, tells_holder=False)
            unit = Unit.objects.get(code=row["unit"])
            appoint(user, by=by, unit=unit, title_ar=row["title_ar"], title_en=row["title_en"])

    def _open(
        self, key: str, name: str, governorate: str, language: str = "ar", role: str = "", age: str = ""
    ) -> tuple[User, bool]:
        user = User.objects.filter(email=address(key)).first()
        is_new = user is None
        if user is None:
            user = open_account(
                email=address(key),
                password=None,
                name=name,
                by=None,
                education_role=role,
                governorate=governorate,
                language=language,
                born_on=_born(key, int(age)) if age else None,
            )
        if is_new:
            User.objects.filter(pk=user.pk).update(password=self.password)
            _name_a_guardian(user, key)
        self.users[key] = user
        self.voices[key] = user.representations.select_related("party", "user").get(  # type: ignore[misc]
            capacity=Representation.Capacity.SELF, ends_at=None
        )
        return user, is_new

    def _found(self, row: dict[str, str]) -> None:
        key, speaker, by = row["key"], row["representative"], self.user("administrator")
        if speaker not in self.users:
            self._open(speaker, row["representative_name"], row["governorate"])
        party = Party.objects.filter(name=row["name"], kind=row["kind"]).first()
        if party is None:
            party = register_organisation(
                name=row["name"],
                by=by,
                governorate=row["governorate"],
                kind=row["kind"],
                body_kind=row["body_kind"],
                verified=row["is_verified"] == "yes",
                registration_number=row["registration_number"],
            )
            is_official = row["kind"] == PartyKind.OFFICIAL
            capacity = Representation.Capacity.OFFICER if is_official else Representation.Capacity.REPRESENTATIVE
            appoint_representative(self.user(speaker), party, by=by, title=row["title"], capacity=capacity)
        self.voices[key] = party.representations.select_related("party__organisation", "user").get(
            user=self.user(speaker), ends_at=None
        )


def _join_identity(user: User, key: str) -> None:
    """As if it had been joined: the demo has no provider, and nobody comes in by this one."""
    said = {"sub": f"demo-{key}", "name": user.first_name}
    SocialAccount.objects.get_or_create(
        provider="national", uid=said["sub"], defaults={"user": user, "extra_data": said}
    )


def _name_a_guardian(user: User, key: str) -> None:
    """Of pupils and whoever is under eighteen: the mailbox shows what their guardians get."""
    if user.representations.get(capacity=Representation.Capacity.SELF).party.is_minor:
        remember_guardian(user, address(f"guardian.{key}"), by=user)


def _born(key: str, age: int) -> date:
    """So many years and some months ago: a pupil is that old on the day the demo is loaded."""
    return timezone.localdate() - timedelta(days=age * 365 + 40 + len(key) * 17)
