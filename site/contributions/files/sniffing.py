"""What a file is, by its first bytes and, of an archive, by what lies in it. Never by its name."""

from __future__ import annotations

import io
import re
import zipfile

import filetype
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
JPEG, PNG, ZIP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"
PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa")
MARKUP = re.compile(r"\s*(<!--.*?-->\s*)*<(\?xml|!doctype|html|head|body|script|svg|[a-z][\w-]*[\s>/])", re.I | re.S)
SVG = re.compile(r"<(\w+:)?svg\b", re.IGNORECASE)
WEB_PAGE = re.compile(r"<(!doctype html|html|head|body|script|iframe)\b", re.IGNORECASE)
# What lies in an office file, and tells which.
MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
# Foreign kinds that `filetype` knows, by the first part of their media type.
FOREIGN = {
    "image": _("a picture of a kind that is not taken"),
    "audio": _("a sound recording"),
    "video": _("a film"),
    "font": _("a font"),
}
ARCHIVES = {"zip", "rar", "7z", "gz", "tar", "bz2", "xz", "zst", "lz", "cab", "Z"}


def sniff(content: bytes) -> str:
    """The code of a kind in `TYPES`; empty for any other, which `foreign` names."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(JPEG):
        return "jpeg"
    if content.startswith(PNG):
        return "png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(ZIP):
        return _office_kind(content)
    text = as_text(content)
    return "text" if text is not None and not _kind_of_text(text) else ""


def foreign(content: bytes) -> str | Promise:
    """What a file is that is none of ours, as a sentence goes on after "it is"."""
    if content.startswith(OLE):
        return _("an Office file of the old kind (.doc, .xls, .ppt), or one with a password")
    if content.startswith(PROGRAMS):
        return _("a program")
    if content.startswith(ZIP):
        return _("an archive, or an office file that is damaged")
    text = as_text(content)
    if kind := _kind_of_text(text if text is not None else content[:2000].decode("latin-1")):
        return kind
    guessed = filetype.guess(content[:8192])
    if guessed is not None and guessed.extension in ARCHIVES:
        return _("an archive")
    known = FOREIGN.get(guessed.mime.partition("/")[0]) if guessed else None
    return known or _("of a kind that is not known here")


def as_text(content: bytes) -> str | None:
    """Its letters, where it is plain text in UTF-8, or in UTF-16 that says so; otherwise None."""
    coded = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(coded)
    except UnicodeDecodeError:
        return None
    is_binary = any(character < " " and character not in "\t\n\r\f" for character in set(text))
    return None if is_binary else text


def _kind_of_text(text: str) -> str | Promise:
    """Empty for words; what else is written in letters is told by how it begins."""
    begins = text[:2000].lstrip()
    if begins.startswith("{\\rtf"):
        return _("rich text (RTF)")
    if begins.startswith("#!"):
        return _("a program")
    if not MARKUP.match(begins):
        return ""
    if SVG.search(begins):
        return _("an SVG drawing")
    return _("a web page") if WEB_PAGE.search(begins) else _("an XML file")


def _office_kind(content: bytes) -> str:
    """Reads the list of what is in it, and no more than the few bytes that name an OpenDocument."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return next((code for part, code in MAIN_PARTS.items() if part in names), "")
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    return OPEN_DOCUMENTS.get(file.read(80).strip(), "")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return ""
    return ""
