"""What somebody sent, with all its versions, its receipt and what was decided; and what they decided themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from config.personal_data import Coded, Holding, Row, choice, on_erasure, register
from contributions import kinds, stored
from contributions.actions import erase_contributions, erase_guardians
from contributions.models import Amendment, Attachment, Confirmation, Contribution, Disposition, Kind, Upload
from contributions.steps import STEP_LABELS, labelled
from workflow.models import Step

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from accounts.models import User
    from contributions.kinds import Subject

# Steps of other rooms that no timeline names.
ACTS = {
    "begin": _("A representation began"),
    "change": _("Details were changed"),
    "register": _("An organisation was registered"),
    "verify": _("An organisation was verified"),
    "grant": _("A role was granted"),
    "end": _("A role was ended"),
}


FILE_WORDS = {"file_name": _("Name of the file"), "type": _("Type of file"), "uploaded_at": _("Uploaded at")}


def contributions(user: User) -> list[Row]:
    own = Contribution.objects.by(user)
    loaded = own.select_related("receipt", "comment__discussion", "consent_to", "cited_point").prefetch_related(
        "texts", "amendments", "attachments", "dispositions__unit"
    )
    history: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.about(own).order_by("at", "pk"):
        history[step.subject_id].append(step)
    rows = list(loaded.order_by("submitted_at", "pk"))
    subjects = kinds.subjects_of([each.comment.discussion for each in rows if each.kind == Kind.COMMENT])
    return [_contribution(each, history[each.pk], subjects) for each in rows]


def _contribution(contribution: Contribution, history: list[Step], subjects: dict[int, Subject]) -> Row:
    comment = getattr(contribution, "comment", None)
    subject = subjects.get(comment.discussion_id) if comment else None
    return {
        "reference": contribution.reference,
        "kind": choice(contribution, "kind"),
        "about": Coded(contribution.about, subject.title if subject and subject.is_public else ""),
        "stance": choice(comment, "stance") if comment else "",
        "language": choice(contribution, "language"),
        "channel": choice(contribution, "channel"),
        "submitted_at": contribution.submitted_at,
        "published_at": contribution.published_at,
        "moderation": choice(contribution, "moderation"),
        "decision": Coded(contribution.decision, contribution.decision_label),
        "attribution": [_attribution(contribution)],
        "texts": [_text(text) for text in contribution.texts.all()],
        "amendments": [_amendment(each) for each in contribution.amendments.all()],
        "attachments": [_attachment(each) for each in contribution.attachments.all()],
        "receipt": _receipt(contribution),
        "decisions": [_decision(each) for each in contribution.dispositions.all()],
        "history": [{"step": _step(step, label), "at": step.at} for step, label in labelled(history)],
    }


def _attribution(contribution: Contribution) -> Row:
    return {
        "name": contribution.name,
        "name_proof": choice(contribution, "name_proof"),
        "party_kind": choice(contribution, "party_kind"),
        "is_verified": contribution.is_verified,
        "capacity": choice(contribution, "capacity"),
        "education_role": choice(contribution, "education_role"),
        "governorate": choice(contribution, "governorate"),
        "on_behalf_by": contribution.on_behalf_by,
        "consent": Coded(contribution.consent_to.hash) if contribution.consent_to else "",
        "salt": Coded(contribution.attribution_salt),
    }


def _text(text: Any) -> Row:
    return {
        "number": text.number,
        "title": text.title,
        "body": text.body,
        "salt": Coded(text.salt),
        "created_at": text.created_at,
        "erased_at": text.erased_at,
    }


def _amendment(amendment: Amendment) -> Row:
    return {
        "state": choice(amendment, "state"),
        "title": amendment.title,
        "body": amendment.body,
        "salt": Coded(amendment.salt),
        "created_at": amendment.created_at,
        "erased_at": amendment.erased_at,
    }


def _attachment(attachment: Attachment) -> Row:
    """`file`: where its bytes lie in the copy that brings them along."""
    return {
        "file_name": attachment.name,
        "type": choice(attachment, "type"),
        "size": attachment.size,
        "sha256": Coded(attachment.sha256),
        "uploaded_at": attachment.uploaded_at,
        "state": choice(attachment, "state"),
        "scan": choice(attachment, "scan"),
        "erased_at": attachment.erased_at,
        "file": Coded(_place(attachment)) if attachment.is_kept else "",
    }


def _place(attachment: Attachment) -> str:
    """Two files of a contribution may have one name."""
    return f"files/{attachment.contribution.reference}/{attachment.pk}-{attachment.name}"


def files(user: User) -> Iterator[tuple[str, Iterator[bytes]]]:
    """What somebody attached, but for what a virus was found in."""
    own = Attachment.objects.filter(contribution__author=user, erased_at=None).exclude(state=Attachment.State.REFUSED)
    for each in own.select_related("contribution").order_by("pk"):
        if stored.is_there(each.stored_as):
            yield _place(each), stored.pieces(each.stored_as)


def uploads(user: User) -> list[Row]:
    rows = Upload.objects.filter(owner=user)
    return [{"file_name": each.name, "type": choice(each, "type"), "uploaded_at": each.uploaded_at} for each in rows]


def _receipt(contribution: Contribution) -> list[Row]:
    receipt = getattr(contribution, "receipt", None)
    if receipt is None:
        return []
    return [{name: Coded(getattr(receipt, name)) for name in ("statement", "signature", "key_id")}]


def _decision(answer: Disposition) -> Row:
    """What was decided and said. Who decided is another person."""
    return {
        "decision": choice(answer, "decision"),
        "answer_ar": answer.answer_ar,
        "answer_en": answer.answer_en,
        "unit": Coded(answer.unit.code, answer.unit.name) if answer.unit else "",
        "decided_at": answer.decided_at,
    }


def _step(step: Step, label: str | Promise) -> Coded:
    return Coded(step.name, label or ACTS.get(step.name) or step.name)


def confirmations(user: User) -> list[Row]:
    rows = Confirmation.objects.filter(contribution__author=user).select_related("contribution").order_by("pk")
    return [
        {
            "contribution": each.contribution.reference,
            "state": choice(each, "state"),
            "address": each.address,
            "asked_at": each.asked_at,
            "times_asked": each.times_asked,
            "due_at": each.due_at,
            "closed_at": each.closed_at,
        }
        for each in rows
    ]


def acts(user: User) -> list[Row]:
    """The note of a step may speak of others, and stays where it is."""
    rows = Step.objects.filter(by=user).select_related("entry").order_by("at", "pk")
    return [
        {"step": _step(step, STEP_LABELS.get(step.name, "")), "about": Coded(step.entry.subject), "at": step.at}
        for step in rows
    ]


register(
    Holding(
        key="contributions",
        title=_("Your comments, suggestions and answers"),
        why=_("You sent them to be published and answered; the receipt proves what you sent."),
        until=_("As long as the public record is kept."),
        rows=contributions,
        files=files,
        words={
            "reference": _("Reference"),
            "kind": _("Kind"),
            "about": _("About"),
            "stance": _("Stance"),
            "language": _("Language"),
            "channel": _("Channel"),
            "submitted_at": _("Sent at"),
            "published_at": _("Published at"),
            "moderation": _("Moderation"),
            "decision": _("Decision"),
            "attribution": _("Published as"),
            "name": _("Name"),
            "name_proof": _("How the name is known"),
            "party_kind": _("Kind of party"),
            "is_verified": _("Verified organisation"),
            "capacity": _("Capacity"),
            "education_role": _("Role in education"),
            "governorate": _("Governorate"),
            "on_behalf_by": _("Presented by"),
            "consent": _("Privacy notice that you agreed to (hash)"),
            "salt": _("Salt that opens the receipt"),
            "texts": _("Versions of the text"),
            "amendments": _("New wordings that you sent after publication"),
            "state": _("State"),
            "number": _("Number"),
            "title": _("Title"),
            "body": _("Text"),
            "created_at": _("Written at"),
            "erased_at": _("Erased at"),
            "attachments": _("Files"),
            **FILE_WORDS,
            "size": _("Size in bytes"),
            "sha256": _("SHA-256"),
            "scan": _("Virus scanner"),
            "file": _("Where it lies in the copy with files"),
            "receipt": _("Receipt"),
            "statement": _("What was signed"),
            "signature": _("Signature"),
            "key_id": _("Number of the key"),
            "decisions": _("What the ministry answered"),
            "answer_ar": _("Answer in Arabic"),
            "answer_en": _("Answer in English"),
            "unit": _("Unit"),
            "decided_at": _("Decided at"),
            "history": _("What happened"),
            "step": _("Step"),
            "at": _("At"),
        },
    )
)
register(
    Holding(
        key="confirmations",
        title=_("What your guardian was asked"),
        why=_("What somebody under eighteen sends is read by others only once a guardian has confirmed it."),
        until=_("The address goes %(days)s days after the answer, or with the account; that it was confirmed stays."),
        days="PRIVACY_GUARDIAN_DAYS",
        rows=confirmations,
        words={
            "contribution": _("Contribution"),
            "state": _("State"),
            "address": _("Your guardian's address"),
            "asked_at": _("Last asked at"),
            "times_asked": _("Times asked"),
            "due_at": _("To be answered by"),
            "closed_at": _("Answered at"),
        },
    )
)
register(
    Holding(
        key="acts",
        title=_("What you did here that was recorded"),
        why=_("Every decided change says who took it."),
        until=_("As long as the record of decisions is kept."),
        rows=acts,
        words={"step": _("Step"), "about": _("About"), "at": _("At")},
    )
)
register(
    Holding(
        key="uploads",
        title=_("Files that you chose and have not sent"),
        why=_("They wait with your draft."),
        until=_("Three days at most."),
        rows=uploads,
        words=FILE_WORDS,
    )
)
# From right to left: the question to a guardian is closed with the text, and then forgotten.
on_erasure(erase_guardians)
on_erasure(erase_contributions)
