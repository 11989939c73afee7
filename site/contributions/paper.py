"""The receipt on paper: a tagged PDF by typst, with a QR code that leads to where anybody verifies it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import fontpkg_ibm_plex_sans_arabic
import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.dates import middle_date
from config.templatetags.frame import recorded_from
from contributions import kinds, receipts
from contributions.models import Attachment, Comment, Contribution
from contributions.references import spoken

SHEET = Path(__file__).with_name("receipt.typ")
FONTS = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"


def verify_address(contribution: Contribution) -> str:
    query = urlencode({"reference": contribution.reference, "signature": contribution.receipt.signature})
    return f"{settings.SITE_URL.rstrip('/')}{reverse('contributions:verify')}?{query}"


def pdf(contribution: Contribution, *, code: str = "", follow: str = "") -> bytes:
    """In the language of now. What people wrote goes in as data, never as markup. `code`, `follow`: by which, and
    where, somebody without an account follows it."""
    data = json.dumps(_data(contribution, code, follow))
    written = _compiler().compile(sys_inputs={"data": data}, pdf_standards=["ua-1"])
    return cast(bytes, written)


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(SHEET), root=str(SHEET.parent), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _data(contribution: Contribution, code: str, follow: str) -> dict[str, Any]:
    address = verify_address(contribution)
    text = contribution.texts.order_by("number").first()
    return {
        "language": get_language(),
        "ministry": settings.MINISTRY_NAME_EN if get_language() == "en" else settings.MINISTRY_NAME_AR,
        "heading": _("Receipt"),
        "reference": spoken(contribution.reference),
        "facts": facts(contribution) + _following(code, follow),
        "title": text.title if text else "",
        "body": text.body if text else "",
        "body_language": contribution.language,
        "words": _("The text, as it was signed"),
        "signature_label": _("Signature"),
        "signature": contribution.receipt.signature,
        "verify": _("Anybody can verify this receipt at this address, or offline with the public key:"),
        "address": address,
        "qr": segno.make(address, error="m").svg_inline(border=4),
        "qr_alt": _("QR code with the address at which this receipt is verified"),
    }


def _following(code: str, follow: str) -> list[list[str]]:
    return [[_("Follow it at"), follow, "ltr"], [_("Your code"), code, "ltr"]] if code else []


def _signed_with(contribution: Contribution) -> list[list[str]]:
    """Who stands with its author on the day of printing. Each signed for themself: the receipt speaks for its author
    alone."""
    parties = kinds.co_parties_of(contribution)
    rows = [[_("Signed by others too") if not place else "", _party(each), ""] for place, each in enumerate(parties)]
    return [*rows, ["", _("What they signed is in the ledger, and not in this receipt."), ""]] if rows else []


def _party(signed: Any) -> str:
    proof = signed.get_name_proof_display()
    return f"{signed.name} ({proof})" if proof else signed.name


def _subject(contribution: Contribution) -> list[list[str]]:
    """What it speaks about, as it is called today, with the code and version that were signed; and for or against."""
    rows = [[_("Signed subject"), contribution.about, "ltr"]] if contribution.about else []
    comment = Comment.thread.filter(contribution=contribution).select_related("discussion").first()
    if comment is None:
        return rows
    subject = kinds.subject_of(comment.discussion)
    called = " · ".join(each for each in (subject.title, subject.within) if each)
    rows = [[_("About"), called, ""], *rows] if subject.is_public else rows
    return [*rows, [_("Your position"), str(comment.get_stance_display()), ""]] if comment.stance else rows


def _told(file: Attachment) -> str:
    """Its name, or that it was taken out: what is signed covers it all the same."""
    return f"{file.get_state_display()} ({middle_date(file.erased_at)})" if file.erased_at else file.name


def facts(contribution: Contribution) -> list[list[str]]:
    """Label, value, and whether it runs left to right or is a long row of digits."""
    receipt, leaf = contribution.receipt, receipts.leaf_of(receipts.entry_of(contribution))
    zone = _("Muscat time")
    signed_at = date_format(localtime(receipt.signed_at), "j F Y، H:i" if get_language() == "ar" else "j F Y, H:i")
    rows = [
        [_("Reference number"), spoken(contribution.reference), "ltr"],
        [_("Kind"), contribution.get_kind_display(), ""],
        *_subject(contribution),
        [_("Published as"), contribution.name, ""],
        *([[_("How the name is known"), contribution.get_name_proof_display(), ""]] if contribution.name_proof else []),
        *_signed_with(contribution),
        *([[_("How it came"), recorded_from(contribution), ""]] if contribution.is_recorded else []),
        [_("Signed on"), f"{signed_at} ({zone})", ""],
        [_("Hash of the text"), receipt.text_commitment, "hex"],
        [_("Key"), receipt.key_id, "hex"],
    ]
    for file in contribution.attachments.listed().order_by("pk"):
        rows += [[_("File"), _told(file), ""], [_("Hash of the file"), file.sha256, "hex"]]
    return [*rows, [_("Position in the ledger"), str(leaf.position), "ltr"]] if leaf else rows
