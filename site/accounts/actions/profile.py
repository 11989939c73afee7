"""What people say of themselves, and change."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.opening import give_self
from accounts.models import Party
from accounts.permissions import can_change_profile
from workflow.actions import record
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User


class Facts(TypedDict):
    """What somebody says of themself."""

    name: str
    education_role: str
    governorate: str
    born_on: date | None


@transaction.atomic
def change_profile(
    user: User,
    *,
    by: User,
    name: str,
    education_role: str,
    governorate: str,
    language: str,
    born_on: date | None = None,
    guardian_address: str | None = None,
) -> bool:
    """From now on: what was sent before keeps the attribution that it was sent with. Whether anything changed."""
    if not can_change_profile(by, user):
        raise PermissionDenied
    said: Facts = {"name": name, "education_role": education_role, "governorate": governorate, "born_on": born_on}
    own = user.representations.speaking_for_self().first()
    if own is None:
        give_self(user, by=by, **said)
        changed = True
    else:
        changed = _change_party(own.party_id, said, by=by)
    account = {"first_name": name, "language": language}
    if guardian_address is not None:
        account["guardian_address"] = guardian_address
    return _change_account(user, account) or changed


def _change_account(user: User, said: dict[str, str]) -> bool:
    """A guardian's address is on no record: who confirmed what is on that of the text."""
    changed = [field for field, value in said.items() if getattr(user, field) != value]
    for field in changed:
        setattr(user, field, said[field])
    if changed:
        user.save(update_fields=changed)
    return bool(changed)


@transaction.atomic
def remember_guardian(user: User, address: str, *, by: User) -> None:
    """As the minor gave it with a text; the next text asks the same guardian."""
    if not can_change_profile(by, user):
        raise PermissionDenied
    _change_account(user, {"guardian_address": address})


def _change_party(pk: int, said: Facts, *, by: User) -> bool:
    party = Party.objects.select_for_update().get(pk=pk)
    if party.would_come_of_age(said["born_on"]):  # two administrators have corrected it since the form was read
        raise IllegalStep(_("Your date of birth was corrected a moment ago. Nothing was changed: look at it again."))
    changed = sorted(field for field, value in said.items() if getattr(party, field) != value)
    if not changed:
        return False
    for field in changed:
        setattr(party, field, said[field])  # type: ignore[literal-required]
    party.save(update_fields=changed)
    # Which facts, never the facts themselves: they could not be erased from the ledger.
    record(party, "change", by=by, data=dict.fromkeys(changed, "changed"))
    return True
