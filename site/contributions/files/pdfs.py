"""PDFs are written anew by qpdf: what is not part of the document, before, between or after it, is left behind."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from django.utils.translation import gettext as _

from contributions.files.refusals import FileRefused

MOST_OBJECTS = 300_000
# What makes a document act by itself, or carry another within it.
ACTS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/GoToE",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
}
SCRIPTS = {"/JS", "/JavaScript", "/XFA", "/AA"}
WITHIN = {"/EF", "/EmbeddedFiles", "/AF", "/RichMedia", "/RichMediaContent"}
# What one stream may unpack to; for the whole process, as qpdf keeps it.
MOST_MEMORY = 64 * 1024 * 1024
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_MEMORY,
    run_length_max_memory=MOST_MEMORY,
    png_max_memory=MOST_MEMORY,
    tiff_max_memory=MOST_MEMORY,
    dct_max_memory=MOST_MEMORY,
)
TELLS = ("/Metadata", "/PieceInfo")


def clean_pdf(content: bytes) -> bytes:
    """Without its maker's name, its dates and its programs' traces; the pages stay as they are."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _cleaned(pdf)
    except pikepdf.PasswordError:
        raise FileRefused(_locked()) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, OverflowError, RecursionError, RuntimeError):
        raise FileRefused(_("It is damaged, or too intricate: the PDF cannot be read to its end.")) from None


def _cleaned(pdf: pikepdf.Pdf) -> bytes:
    if pdf.is_encrypted:
        raise FileRefused(_locked())
    if len(pdf.objects) > MOST_OBJECTS or not len(pdf.pages):
        raise ValueError
    for each in pdf.objects:
        _look_through(each)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    kept = io.BytesIO()
    pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return kept.getvalue()


def _look_through(thing: Any, depth: int = 0) -> None:
    """What is written within another object is looked at with it; what it refers to comes by itself."""
    if depth > 50:
        raise ValueError
    if isinstance(thing, pikepdf.Array):
        _look_through_each(list(thing), depth)  # type: ignore[call-overload]
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        _refuse_acting(thing)
        for key in TELLS:
            if key in thing:
                del thing[key]
        _look_through_each([value for _key, value in thing.items()], depth)


def _look_through_each(values: list[Any], depth: int) -> None:
    for value in values:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            _look_through(value, depth + 1)


def _refuse_acting(thing: Any) -> None:
    keys = set(thing.keys())
    does = str(thing.get("/S", "")) if "/S" in keys else ""
    if keys & SCRIPTS or does in ACTS:
        raise FileRefused(
            _("The PDF contains a program or an action. Save it anew, as a PDF without scripts or forms.")
        )
    if keys & WITHIN or str(thing.get("/Type", "")) == "/EmbeddedFile":
        raise FileRefused(_("The PDF contains another file. Attach that one by itself."))


def _locked() -> str:
    return _("It is locked with a password or with restrictions. Save it without them.")
