"""What is done with bodies: bringing them in, and saying who speaks for them."""

from django.utils.translation import gettext_lazy as _

from .admitting import admit, ask, refuse, take_back
from .documents import forget_documents, scan_documents, take_document
from .erasing import erase_admissions, forget_invited
from .inviting import accept, decline, invite, take_invitation_back
from .representing import change_title, leave, make_administrator, remove, unmake_administrator
from .verifying import verify, withdraw_verification

STEP_LABELS = {
    "register": _("An organisation was registered"),
    "verify": _("An organisation was verified"),
    "ask_admission": _("An organisation asked to be admitted"),
    "take_admission_back": _("The request to admit an organisation was taken back"),
    "admit_body": _("An organisation was admitted"),
    "refuse_body": _("An organisation was refused"),
    "withdraw_verification": _("The verification of an organisation was withdrawn"),
    "invite_representative": _("Somebody was invited to speak for an organisation"),
    "take_invitation_back": _("An invitation to speak for an organisation was taken back"),
    "accept_invitation": _("An invitation to speak for an organisation was accepted"),
    "decline_invitation": _("An invitation to speak for an organisation was declined"),
    "lapse_invitation": _("An invitation to speak for an organisation ran out"),
    "remove_representative": _("Somebody was removed from those who speak for an organisation"),
    "stop_representing": _("Somebody stopped speaking for an organisation"),
    "make_administrator": _("Somebody administers an organisation from now on"),
    "unmake_administrator": _("Somebody administers an organisation no longer"),
    "change_title": _("A position in an organisation was changed"),
    "refuse_document": _("The document of an organisation was refused: a virus was found in it"),
}

__all__ = [
    "STEP_LABELS",
    "accept",
    "admit",
    "ask",
    "change_title",
    "decline",
    "erase_admissions",
    "forget_documents",
    "forget_invited",
    "invite",
    "leave",
    "make_administrator",
    "refuse",
    "remove",
    "scan_documents",
    "take_back",
    "take_document",
    "take_invitation_back",
    "unmake_administrator",
    "verify",
    "withdraw_verification",
]
