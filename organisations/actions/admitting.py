"""Somebody asks for a body to be admitted; an officer looks at its document.

waiting ──admit──▶ admitted        the party is there, verified; the asker administers it
   ├────refuse──▶ refused          with a reason; they may ask again
   └─take_back──▶ taken_back       by the asker

The ledger knows which request and who decided, never the names in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, Unpack
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import begin_representing, register_organisation
from deadlines.actions import drop, meet, owe
from organisations import emails
from organisations.actions.documents import keep_document
from organisations.models import Admission
from organisations.permissions import can_ask, can_decide
from workflow.actions import record, take
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import Organisation, User
    from contributions.models import Upload

STEPS = {
    "admit_body": ({"waiting"}, "admitted"),
    "refuse_body": ({"waiting"}, "refused"),
    "take_admission_back": ({"waiting"}, "taken_back"),
}
DEADLINE = "admission"
# Of one person, waiting at the same time.
MOST_WAITING = 3


class Facts(TypedDict):
    """What the asker says of the body, and of themself in it."""

    kind: str
    name: str
    governorate: str
    registration_number: str
    title: str


@transaction.atomic
def ask(*, by: User, key: UUID, document: Upload, **facts: Unpack[Facts]) -> Admission:
    """The same press twice asks once."""
    if not can_ask(by):
        raise PermissionDenied
    if asked := Admission.objects.by(by).filter(key=key).first():
        return asked
    if Admission.objects.by(by).waiting().count() >= MOST_WAITING:
        raise IllegalStep(_("Several requests of yours are waiting. Take one back, or wait for the answer."))
    made = _stored(by, key, facts)
    keep_document(made, document)
    record(made, "ask_admission", by=by)
    days = settings.PROMISES["admission_working_days"]
    deadline = owe(DEADLINE, made, working_days=days, owed_to=f"user:{by.pk}")
    emails.tell_asked(made, deadline)
    return made


def _stored(by: User, key: UUID, facts: Any) -> Admission:
    try:
        with transaction.atomic():
            return Admission.objects.create(asker=by, key=key, **facts)
    except IntegrityError:  # the other press was faster, and is being stored
        raise IllegalStep(_("This request has been sent already.")) from None


@transaction.atomic
def take_back(admission: Admission, *, by: User) -> None:
    if admission.asker_id != by.pk:
        raise PermissionDenied
    _decide(admission, "take_admission_back", by=by)
    drop(DEADLINE, admission)


@transaction.atomic
def admit(admission: Admission, *, by: User) -> Organisation:
    """It is verified from now on, and the asker administers it."""
    if not can_decide(by, admission):
        raise PermissionDenied
    _decide(admission, "admit_body", by=by)
    party = register_organisation(
        name=admission.name,
        by=by,
        governorate=admission.governorate,
        body_kind=admission.kind,
        registration_number=admission.registration_number,
        verified=True,
    )
    begin_representing(admission.asker, party, by=by, title=admission.title, is_administrator=True)
    admission.organisation = party.organisation  # type: ignore[attr-defined]
    admission.save(update_fields=["organisation"])
    meet(DEADLINE, admission)
    emails.tell_admitted(admission)
    return party.organisation  # type: ignore[attr-defined, no-any-return]


@transaction.atomic
def refuse(admission: Admission, *, by: User, reason: str) -> None:
    if not can_decide(by, admission):
        raise PermissionDenied
    admission.reason = reason
    _decide(admission, "refuse_body", by=by, note=reason)
    meet(DEADLINE, admission)
    emails.tell_refused(admission)


def _decide(admission: Admission, name: str, *, by: User | None, note: str = "", reason: str = "") -> None:
    take(admission, name, steps=STEPS, field="state", by=by, note=note, reason=reason)
    admission.decided_at = timezone.now()
    admission.save(update_fields=["decided_at", "reason"])
