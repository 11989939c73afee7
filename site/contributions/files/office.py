"""Office files are archives of XML: looked through part by part, and packed anew without their makers' names."""

from __future__ import annotations

import io
import zipfile
import zlib

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _

from contributions.files.office_parts import check_open_document, check_open_xml
from contributions.files.pictures import clean_picture
from contributions.files.refusals import FileRefused
from contributions.files.sniffing import JPEG, OLE, PROGRAMS, ZIP

MOST_ENTRIES = 3000
MOST_BYTES = 120 * 1024 * 1024  # unpacked, of all parts together
# Office files shrink to a tenth; what shrinks to a two-hundredth was made to.
MOST_TIMES = 200
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What an office file tells about who wrote it, when, and with what.
BLANK = {
    "docprops/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{CORE}"/>',
    "docprops/app.xml": f'{HEAD}<Properties xmlns="{PROPERTIES}/extended-properties"/>',
    "docprops/custom.xml": f'{HEAD}<Properties xmlns="{PROPERTIES}/custom-properties"/>',
    "meta.xml": f'{HEAD}<office:document-meta xmlns:office="{OASIS}" office:version="1.2"/>',
}
BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error)


def clean_office(content: bytes, code: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = _listed(archive, len(content))
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except BROKEN:
        raise FileRefused(_damaged()) from None
    for name, part in parts.items():
        _refuse_within(name, part)
    try:
        (check_open_document if code in {"odt", "ods"} else check_open_xml)(parts)
    except (DefusedXmlException, SyntaxError, ValueError, LookupError):  # what is no XML, or XML that defends itself
        raise FileRefused(_damaged()) from None
    return _packed(parts)


def _listed(archive: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """What is in it, before any of it is unpacked."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_BYTES or unpacked > MOST_TIMES * size:
        raise FileRefused(_("It unpacks to far more than its size: it would fill the machine of whoever opens it."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused(_("It is locked with a password or with restrictions. Save it without them."))
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise zipfile.BadZipFile
    return entries


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _refuse_within(name: str, part: bytes) -> None:
    if part.startswith(OLE) or part.startswith(ZIP) or "/embeddings/" in f"/{name.lower()}":
        raise FileRefused(_("It contains another file or an embedded object. Save it as PDF, and attach that."))
    if part.startswith(PROGRAMS):
        raise FileRefused(_("It contains a program."))


def _packed(parts: dict[str, bytes]) -> bytes:
    """In the order of before, for an OpenDocument begins with what it is, unpacked."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, made by nobody
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, _without_traces(name, part))
    return kept.getvalue()


def _without_traces(name: str, part: bytes) -> bytes:
    blank = BLANK.get(name.lower())
    if blank is not None:
        return blank.encode()
    # Photographs in it tell where they were taken like any other.
    return clean_picture(part) if part.startswith(JPEG) else part


def _damaged() -> str:
    return _("It is damaged, or not made as an office file is: it cannot be read to its end.")
