"""What people say of themselves, and change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions.opening import give_self
from accounts.models import Party
from accounts.permissions import can_change_profile
from workflow.actions import record

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def change_profile(user: User, *, by: User, name: str, education_role: str, governorate: str, language: str) -> bool:
    """From now on: what was sent before keeps the attribution that it was sent with. Whether anything changed."""
    if not can_change_profile(by, user):
        raise PermissionDenied
    own = user.representations.speaking_for_self().first()
    if own is None:
        give_self(user, name=name, education_role=education_role, governorate=governorate, by=by)
        changed = True
    else:
        said = {"name": name, "education_role": education_role, "governorate": governorate}
        changed = _change_party(own.party_id, said, by=by)
    if (user.first_name, user.language) == (name, language):
        return changed
    user.first_name, user.language = name, language
    user.save(update_fields=["first_name", "language"])
    return True


def _change_party(pk: int, said: dict[str, str], *, by: User) -> bool:
    party = Party.objects.select_for_update().get(pk=pk)
    changed = sorted(field for field, value in said.items() if getattr(party, field) != value)
    if not changed:
        return False
    for field in changed:
        setattr(party, field, said[field])
    party.save(update_fields=changed)
    # Which facts, never the facts themselves: they could not be erased from the ledger.
    record(party, "change", by=by, data=dict.fromkeys(changed, "changed"))
    return True
