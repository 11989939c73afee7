"""Asking for one's account to be erased, taking that back, carrying it out; and what goes by itself when its time is
over.

waiting ──take_back──▶ taken_back      by its owner, until it is due
   └─────carry_out──▶ done             by the clock
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import RoleGrant, User
from config.personal_data import Leaving, erase
from contributions.actions import forget_contacts_before, forget_guardians_before, let_go_of_files
from directory.models import Post
from ledger.actions import append
from messaging.actions import blank_written_before, empty_mailbox_before, forget_these
from messaging.models import OutboxMessage
from organisations.actions import forget_documents, forget_invited
from privacy.emails import tell
from privacy.models import ErasureRequest
from privacy.permissions import can_ask_for_erasure
from suggestions.actions import forget_invitations
from workflow.actions import record, take
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from datetime import datetime

logger = logging.getLogger(__name__)

STEPS = {
    "take_back": ({"waiting"}, "taken_back"),
    "carry_out": ({"waiting"}, "done"),
}


@transaction.atomic
def request_erasure(account: User, *, by: User) -> ErasureRequest:
    """A second press gets the request that the first made."""
    if not can_ask_for_erasure(by, account):
        raise PermissionDenied
    account = User.objects.select_for_update().get(pk=account.pk)
    if made := waiting_of(account):
        return made
    if holds_office(account):
        raise IllegalStep(
            _("You have a role in the back office. An administrator ends it first; then you can ask for erasure.")
        )
    now = timezone.now()
    due_at = now + timedelta(days=settings.PRIVACY_ERASURE_DAYS)
    made = ErasureRequest.objects.create(user=account, requested_at=now, due_at=due_at)
    record(made, "request", by=by)
    tell(made, "waiting", address=account.email, language=account.language)
    return made


@transaction.atomic
def take_back(request: ErasureRequest, *, by: User) -> None:
    if not can_ask_for_erasure(by, request.user):
        raise PermissionDenied
    take(request, "take_back", steps=STEPS, field="state", by=by)
    tell(request, "taken_back", address=request.user.email, language=request.user.language)


def waiting_of(account: User) -> ErasureRequest | None:
    return ErasureRequest.objects.by(account).waiting().first()


def holds_office(account: User) -> bool:
    """Whether there is work that would be nobody's: an open role, an open post, the keys of the machine."""
    if account.is_superuser:
        return True
    grants = RoleGrant.objects.filter(user=account).not_over()
    return grants.exists() or Post.objects.filter(holder=account, ends_at=None).exists()


def erase_due(now: datetime | None = None) -> int:
    """Carry out what is due, a person a transaction; how many. The last letter to each goes too, once it was sent.
    Where one cannot be carried out, the others are; then it is raised."""
    done, faults = 0, []
    for request in ErasureRequest.objects.due(now or timezone.now()):
        try:
            done += carry_out(request)
        except Exception as fault:  # noqa: BLE001 - all are raised again, together
            fault.add_note(f"erasure {request.pk}")
            faults.append(fault)
    _forget_last_letters()
    if faults:
        raise ExceptionGroup(f"{done} erased, {len(faults)} not", faults)
    return done


@transaction.atomic
def carry_out(request: ErasureRequest) -> bool:
    """Whoever got a role meanwhile waits until it is ended, and can still take it back."""
    account = User.objects.select_for_update().get(pk=request.user_id)
    if not ErasureRequest.objects.waiting().filter(pk=request.pk).exists():
        return False
    if holds_office(account):
        logger.warning("erasure %s waits: the account has a role", request.pk)
        return False
    address, language = account.email, account.language
    texts_go = settings.PRIVACY_ERASE_TEXTS == "erase"
    erase(Leaving(user=account, addresses=_addresses(account), at=timezone.now(), texts_go=texts_go))
    take(request, "carry_out", steps=STEPS, field="state", by=None, data={"texts": settings.PRIVACY_ERASE_TEXTS})
    tell(request, "done", address=address, language=language)
    return True


def _addresses(account: User) -> tuple[str, ...]:
    """Those confirmed as theirs, and their number: letters to an address that was only claimed are somebody else's."""
    confirmed = EmailAddress.objects.filter(user=account, verified=True).values_list("email", flat=True)
    return tuple({account.email, *confirmed, account.phone} - {""})


def _forget_last_letters() -> None:
    """Each by itself: whoever signed up again with the same address keeps what came since."""
    last = OutboxMessage.objects.finished().filter(cause__startswith="erasure:", cause__endswith=":done")
    forget_these(last.exclude(address="").values_list("pk", flat=True))


def apply_retention() -> dict[str, int]:
    """What was kept for its time goes; the ledger says how much, and nothing where nothing went."""
    now = timezone.now()
    with transaction.atomic():
        went = {
            "letters": blank_written_before(now - timedelta(days=settings.PRIVACY_OUTBOX_DAYS)),
            "mailbox": empty_mailbox_before(now - timedelta(days=settings.PRIVACY_MAILBOX_DAYS)),
            "files": let_go_of_files(now - timedelta(days=settings.PRIVACY_ATTACHMENT_DAYS)),
            "guardians": forget_guardians_before(now - timedelta(days=settings.PRIVACY_GUARDIAN_DAYS)),
            "recorded": forget_contacts_before(now - timedelta(days=settings.PRIVACY_RECORDED_DAYS)),
            "documents": forget_documents(now - timedelta(days=settings.PRIVACY_DOCUMENT_DAYS)),
            "invitations": forget_invitations() + forget_invited(),
            "accounts": _erase_unconfirmed(now - timedelta(days=settings.PRIVACY_UNCONFIRMED_DAYS)),
        }
        if any(went.values()):
            append(kind="privacy.retention", subject="privacy:retention", data=went)
    return went


def _erase_unconfirmed(before: datetime) -> int:
    """Somebody signed up with an address and never showed that it is theirs; they could not sign in either."""
    unconfirmed = list(_unconfirmed(before))
    for account in unconfirmed:
        erase(Leaving(user=account, addresses=_only_claimed(account), at=timezone.now(), texts_go=True))
    return len(unconfirmed)


def _unconfirmed(before: datetime) -> QuerySet[User]:
    """Accounts that an administrator or the operator made have no address to confirm, and are none of these."""
    claimed = EmailAddress.objects.filter(user=OuterRef("pk"))
    signed_up = User.objects.filter(Exists(claimed), ~Exists(claimed.filter(verified=True)), is_active=True)
    idle = signed_up.filter(date_joined__lt=before, last_login=None, role_grants=None, contributions=None)
    return idle.select_for_update(of=("self",))


def _only_claimed(account: User) -> tuple[str, ...]:
    """Without an address that somebody else has confirmed: the letters there are theirs."""
    taken = EmailAddress.objects.filter(email__iexact=account.email, verified=True).exists()
    return () if taken else (account.email,)
