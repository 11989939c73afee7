"""Files as people send them, good and bad, made when a test asks for one."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

EICAR = r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
TYPES_OF = {
    "docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    "pptx": (
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ),
}
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (60, 40), place: bool = False, **options: Any) -> bytes:
    """Blue above, sand below. `place`: taken in Muscat, with the telephone held upright."""
    image = Image.new("RGB", size, "#d9c39a")
    image.paste("#2f6f8f", (0, 0, size[0], size[1] // 2))
    kept = io.BytesIO()
    if place:
        exif = Image.Exif()
        exif[0x0112] = 6  # turned by a quarter
        exif[0x010E] = "SECRET-DESCRIPTION"
        exif.get_ifd(0x8825)[2] = (23.0, 35.0, 20.0)
        options["exif"] = exif
    image.save(kept, kind, **options)
    return kept.getvalue()


def pdf(*, change: Any = None, **save: Any) -> bytes:
    """One empty page by somebody whose name it tells."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 200))
    made.docinfo["/Author"] = "SECRET-AUTHOR"
    if change:
        change(made)
    kept = io.BytesIO()
    made.save(kept, **save)
    return kept.getvalue()


def archive(parts: dict[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part, zipfile.ZIP_STORED if name in stored else None)
    return kept.getvalue()


def office(code: str = "docx", *, main_type: str = "", main: str = "<document/>", **more: Any) -> bytes:
    """`more`: further parts, by their names in a dictionary."""
    part, type_ = TYPES_OF[code]
    types = f'<Types><Override PartName="/{part}" ContentType="{main_type or type_}"/></Types>'
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>SECRET-AUTHOR</dc:creator></cp:coreProperties>'
    )
    parts = {"[Content_Types].xml": types, part: main, "docProps/core.xml": core}
    return archive(parts | more.get("parts", {}))


def open_document(code: str = "odt", *, content: str = "<text/>", manifest: str = "<manifest/>", **parts: str) -> bytes:
    mime = {"odt": "text", "ods": "spreadsheet"}[code]
    meta = "<meta><initial-creator>SECRET-AUTHOR</initial-creator></meta>"
    whole = {
        "mimetype": f"application/vnd.oasis.opendocument.{mime}",
        "content.xml": content,
        "meta.xml": meta,
        "META-INF/manifest.xml": manifest,
    }
    return archive(whole | parts, stored=("mimetype",))


def relation(kind: str, target: str) -> str:
    link = f'<Relationship Id="r1" Type="{OFFICE_RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
    return f'<Relationships xmlns="{RELATIONS}">{link}</Relationships>'


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """As a browser sends it, under whatever type it likes."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")
