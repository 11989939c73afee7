"""What people are told about bodies: those who ask, those who are invited, those who no longer speak for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone, translation

from config.dates import long_date
from messaging.actions import enqueue
from organisations.tokens import token_of

if TYPE_CHECKING:
    from accounts.models import Organisation, Representation, User
    from deadlines.models import Deadline
    from organisations.models import Admission, Invitation
    from workflow.models import Step


def tell_asked(admission: Admission, deadline: Deadline) -> None:
    with translation.override(admission.asker.language):
        due_on = long_date(timezone.localtime(deadline.due_at))
    _tell_asker(admission, "body_asked", due_on=due_on)


def tell_admitted(admission: Admission) -> None:
    _tell_asker(admission, "body_admitted", path=f"/organisations/{admission.organisation_id}/")


def tell_refused(admission: Admission) -> None:
    _tell_asker(admission, "body_refused", reason=admission.reason)


def _tell_asker(admission: Admission, template: str, *, path: str = "", **context: Any) -> None:
    path = path or f"/organisations/requests/{admission.pk}/"
    _tell(admission.asker, template, f"admission:{admission.pk}:{template}", path, body=admission.name, **context)


def invite(invitation: Invitation) -> None:
    """In the language of whoever invites: it must not depend on whether the address has an account."""
    language = invitation.invited_by.language
    with translation.override(language):
        until = long_date(timezone.localtime(invitation.expires_at))
    enqueue(
        cause=f"invitation:{invitation.pk}",
        recipient=f"invitation:{invitation.pk}",
        address=invitation.address,
        template="representative_invited",
        language=language,
        context={
            "body": invitation.organisation.party.name,
            "inviter": invitation.invited_by.first_name,
            "until": until,
            "link": f"{settings.SITE_URL}/{language}/organisations/invitations/{token_of(invitation)}/",
        },
    )


def tell_removed(representation: Representation, step: Step) -> None:
    _tell(
        representation.user,
        "representative_removed",
        f"representation:{representation.pk}:removed",
        "/organisations/",
        body=representation.party.name,
        reason=step.note,
    )


def tell_verification_withdrawn(organisation: Organisation, step: Step) -> None:
    """Whoever administers it can put it right."""
    for each in organisation.party.representations.administering().select_related("user"):  # type: ignore[attr-defined]
        _tell(
            each.user,
            "body_unverified",
            f"step:{step.pk}",
            f"/organisations/{organisation.pk}/",
            body=organisation.party.name,
            reason=step.note,
        )


def _tell(user: User, template: str, cause: str, path: str, **context: Any) -> None:
    enqueue(
        cause=cause,
        recipient=f"user:{user.pk}",
        address=user.email,
        template=template,
        language=user.language,
        context={"link": f"{settings.SITE_URL}/{user.language}{path}", **context},
    )
