"""Which bodies somebody asked to have admitted, and which invited them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.personal_data import Holding, Row, choice, on_erasure, register
from contributions import stored
from organisations.actions import erase_admissions
from organisations.actions.documents import STORAGE
from organisations.models import Admission, Document, Invitation

if TYPE_CHECKING:
    from accounts.models import User


def admissions(user: User) -> list[Row]:
    rows = Admission.objects.by(user).select_related("document").order_by("pk")
    return [_admission(each) for each in rows]


def _admission(each: Admission) -> Row:
    document = getattr(each, "document", None)
    return {
        "kind": choice(each, "kind"),
        "name": each.name,
        "governorate": choice(each, "governorate"),
        "registration_number": each.registration_number,
        "title": each.title,
        "state": choice(each, "state"),
        "asked_at": each.asked_at,
        "decided_at": each.decided_at,
        "reason": each.reason,
        "file_name": document.name if document else "",
        "file": _path(document) if document and document.can_be_opened else "",
    }


def _path(document: Document) -> str:
    return f"documents/{document.admission_id}/{document.name}"


def files(user: User) -> Iterator[tuple[str, Iterator[bytes]]]:
    for document in Document.objects.filter(admission__asker=user).order_by("pk"):
        if document.can_be_opened and stored.is_there(document.stored_as, of=STORAGE):
            yield _path(document), stored.pieces(document.stored_as, of=STORAGE)


def invitations(user: User) -> list[Row]:
    """That wait at an address of theirs, that they answered, and that they sent; of others' addresses none."""
    mine = Invitation.objects.to_answer_by(user)
    rows = Invitation.objects.filter(Q(pk__in=mine) | Q(user=user) | Q(invited_by=user)).order_by("pk")
    waiting = set(mine.values_list("pk", flat=True))
    return [
        {
            "party": each.organisation.party.name,
            "is_own": each.user_id == user.pk or each.pk in waiting,
            "state": choice(each, "state"),
            "address": each.address if each.pk in waiting else "",
            "invited_at": each.invited_at,
            "answered_at": each.answered_at,
        }
        for each in rows.select_related("organisation__party")
    ]


register(
    Holding(
        key="admissions",
        title=_("Organisations that you asked to have admitted"),
        why=_("To see on the document that the organisation is what it says, and that you may speak for it."),
        until=_(
            "The document for %(days)s days after the decision; the rest as long as the record of decisions is kept."
        ),
        days="PRIVACY_DOCUMENT_DAYS",
        rows=admissions,
        files=files,
        words={
            "kind": _("Kind of organisation"),
            "name": _("Name"),
            "governorate": _("Governorate"),
            "registration_number": _("Registration number"),
            "title": _("Position in it"),
            "state": _("State"),
            "asked_at": _("Asked at"),
            "decided_at": _("Decided at"),
            "reason": _("Reason"),
            "file_name": _("Name of the file"),
            "file": _("Where it lies in the archive"),
        },
    )
)
register(
    Holding(
        key="invitations",
        title=_("Invitations to speak for an organisation"),
        why=_("To let you accept, and to show who let whom speak."),
        until=_(
            "The address until it is answered or has run out; the rest as long as the record of decisions is kept."
        ),
        rows=invitations,
        words={
            "party": _("In the name of"),
            "is_own": _("Sent to you"),
            "state": _("State"),
            "address": _("E-mail address"),
            "invited_at": _("Invited at"),
            "answered_at": _("Answered at"),
        },
    )
)
on_erasure(erase_admissions)
