"""A file as somebody sent it, and as it is kept: of a known kind, harmless, without what it tells about its maker."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from contributions.files.names import readable, safe_name
from contributions.files.office import clean_office
from contributions.files.pdfs import clean_pdf
from contributions.files.pictures import clean_picture
from contributions.files.refusals import FileRefused
from contributions.files.sniffing import as_text, foreign, sniff
from contributions.files.types import ENDINGS, TYPES, ending_of


@dataclass(frozen=True)
class Accepted:
    """`content` is what is kept and signed; it may differ from what was sent."""

    name: str
    type: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def accept(name: str, content: bytes) -> Accepted:
    """Or `FileRefused`, with the reason."""
    if not content:
        raise FileRefused(_("It is empty."))
    code = sniff(content)
    ending = ending_of(readable(name))
    if not code:
        told = _("It is %(kind)s, which cannot be attached. Attach a PDF, an office file, a picture or plain text.")
        raise FileRefused(told % {"kind": foreign(content)})
    type = TYPES[code]
    if ending and ending not in type.endings:
        _refuse_name(ending, str(type.label))
    return Accepted(safe_name(name, type), code, CLEANERS[code](content))


def _refuse_name(ending: str, kind: str) -> None:
    said = {"ending": ending, "kind": kind}
    if ending in ENDINGS:
        raise FileRefused(_("Its name ends in %(ending)s, but its content says otherwise: %(kind)s.") % said)
    raise FileRefused(_("Names that end in %(ending)s are not taken. By its content it is: %(kind)s.") % said)


def _clean_text(content: bytes) -> bytes:
    return (as_text(content) or "").encode()


def _office(code: str) -> Callable[[bytes], bytes]:
    return lambda content: clean_office(content, code)


CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    "pdf": clean_pdf,
    **{code: _office(code) for code in ("docx", "xlsx", "pptx", "odt", "ods")},
    **dict.fromkeys(("jpeg", "png", "webp"), clean_picture),
    "text": _clean_text,
}
