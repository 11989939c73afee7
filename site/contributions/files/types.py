"""The kinds of file that can be attached. A kind is told by the content; the ending of the name must agree with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class FileType:
    """`endings`: the first is the one that a file without one gets."""

    code: str
    endings: tuple[str, ...]
    mime: str
    label: str | Promise
    is_picture: bool = False


TYPES: dict[str, FileType] = {
    each.code: each
    for each in (
        FileType("pdf", (".pdf",), "application/pdf", _("PDF document")),
        FileType("docx", (".docx",), f"{OFFICE}.wordprocessingml.document", _("Word document")),
        FileType("xlsx", (".xlsx",), f"{OFFICE}.spreadsheetml.sheet", _("Excel workbook")),
        FileType("pptx", (".pptx",), f"{OFFICE}.presentationml.presentation", _("PowerPoint presentation")),
        FileType("odt", (".odt",), "application/vnd.oasis.opendocument.text", _("OpenDocument text")),
        FileType("ods", (".ods",), "application/vnd.oasis.opendocument.spreadsheet", _("OpenDocument spreadsheet")),
        FileType("jpeg", (".jpg", ".jpeg"), "image/jpeg", _("JPEG picture"), is_picture=True),
        FileType("png", (".png",), "image/png", _("PNG picture"), is_picture=True),
        FileType("webp", (".webp",), "image/webp", _("WebP picture"), is_picture=True),
        FileType("text", (".txt",), "text/plain; charset=utf-8", _("text file")),
    )
}
ENDINGS = tuple(ending for each in TYPES.values() for ending in each.endings)


def type_of(code: str) -> FileType:
    return TYPES[code]


def ending_of(name: str) -> str:
    """With its point, in small letters; empty where there is none."""
    return PurePosixPath(name).suffix.lower()
