"""What becomes of a recorded contribution on the word of whoever it was recorded for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Party, PartyKind
from accounts.names import WITHDRAWN
from config.personal_data import Leaving
from contributions import codes, emails
from contributions.actions.erasing import erase_one
from contributions.actions.withdrawing import lock_while_withdrawable, take_out_of_sight
from contributions.correspondent import recorded
from contributions.models import Confirmation, Contribution, Moderation, Recording
from contributions.permissions import can_erase_recorded, can_record, can_withdraw_recorded
from contributions.querysets import UNDECIDED
from messaging.actions import forget, forget_these
from messaging.models import OutboxMessage
from workflow.actions import record
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User


class Word(models.TextChoices):
    """Why a clerk withdraws it; a code in the record."""

    IN_PERSON = "in_person", gettext_lazy("They asked for it in person")
    IN_WRITING = "in_writing", gettext_lazy("They asked for it in writing")
    BY_PHONE = "by_phone", gettext_lazy("They asked for it on the telephone")
    MISTAKE = "mistake", gettext_lazy("It was recorded by mistake")


@transaction.atomic
def withdraw_recorded(contribution: Contribution, *, reason: str, by: User) -> None:
    """On the party's word, until an officer has taken it up."""
    if not can_withdraw_recorded(by, contribution):
        raise PermissionDenied
    _withdraw(contribution, reason=reason, by=by)


@transaction.atomic
def withdraw_by_party(noted: Recording) -> None:
    """`noted` as the code found it. Who has the code is the party; no account stands behind it."""
    _withdraw(noted.contribution, reason="party", by=None)


def _withdraw(contribution: Contribution, *, reason: str, by: User | None) -> None:
    lock_while_withdrawable(contribution, by=by)
    take_out_of_sight(contribution, by=by, reason=reason)
    emails.tell_recorded_withdrawn(contribution)


@transaction.atomic
def renew_code(contribution: Contribution, *, by: User) -> str:
    """For the paper that is handed over, and for whoever lost theirs: the code before no longer counts."""
    if not (contribution.is_recorded and can_record(by)):
        raise PermissionDenied
    noted = Recording.objects.select_for_update().get(contribution=contribution)
    code = codes.new_code()
    noted.code_hash = codes.hashed(code)
    noted.save(update_fields=["code_hash"])
    record(contribution, "renew_code", by=by)
    return codes.as_read(code)


@transaction.atomic
def erase_recorded(contribution: Contribution, *, by: User) -> None:
    """Somebody without an account asked for it: name, address and letters go, the text as the law's setting says.
    Receipt and log still verify."""
    if not can_erase_recorded(by):
        raise PermissionDenied
    contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    if not contribution.is_recorded or contribution.attribution_erased_at is not None:
        raise IllegalStep(_("There is nothing left here to be erased."))
    texts_go = settings.PRIVACY_ERASE_TEXTS == "erase"
    leaving = Leaving(user=contribution.author, addresses=(), at=timezone.now(), texts_go=texts_go)
    erase_one(contribution, leaving, step="erase_recorded", by=by)
    _forget_party(contribution)
    _forget_contact(contribution)
    Recording.objects.filter(contribution=contribution).update(title="")
    Confirmation.objects.filter(contribution=contribution).update(address="", code_hash="")


def _forget_party(contribution: Contribution) -> None:
    """An individual's was made for this one text; a body's is its own."""
    nothing = {"name": WITHDRAWN[contribution.language], "education_role": "", "governorate": ""}
    Party.objects.filter(pk=contribution.party_id, kind=PartyKind.INDIVIDUAL).update(**nothing)


def forget_contacts_before(moment: datetime) -> int:
    """Addresses of those to whom nothing is to be told any more: the decision stood, or the text had gone, before
    that. How many there were."""
    held = Recording.objects.exclude(address="").select_related("contribution")
    closed = held.filter(~models.Q(contribution__decision__in=UNDECIDED) | models.Q(contribution__moderation__in=OVER))
    old = [noted.contribution for noted in closed if _ended_before(noted.contribution, moment)]
    for contribution in old:
        with transaction.atomic():
            _forget_contact(contribution)
    return len(old)


OVER = (Moderation.WITHDRAWN, Moderation.REMOVED, Moderation.LAPSED)


def _ended_before(contribution: Contribution, moment: datetime) -> bool:
    """By the last thing that was told."""
    letters = OutboxMessage.objects.filter(recipient=recorded(contribution.reference))
    told = letters.aggregate(at=models.Max("created_at"))["at"]
    return (told or contribution.submitted_at) < moment


def _forget_contact(contribution: Contribution) -> None:
    Recording.objects.filter(contribution=contribution).update(address="", code_hash="")
    recipients = (recorded(contribution.reference), emails.guardian_of_recorded(contribution.reference))
    for recipient in recipients:
        letters = list(OutboxMessage.objects.filter(recipient=recipient).values_list("pk", flat=True))
        forget(recipient, ())
        forget_these(letters)
