"""Pictures are drawn anew: only what can be seen is kept, the right way up, and nothing that hid beside it."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from contributions.files.refusals import FileRefused

# A decoded pixel takes three or four bytes: enough for any telephone, too little to fill a machine.
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 20_000
BROKEN = (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, OverflowError, struct.error, zlib.error)
FORMATS = {"JPEG": {"quality": 88}, "PNG": {}, "WEBP": {"quality": 88}}


def clean_picture(content: bytes) -> bytes:
    """Of a moving picture the first frame."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count for ourselves
            return _drawn_anew(content)
    except Image.DecompressionBombError:
        raise FileRefused(_too_many_pixels()) from None
    except BROKEN:
        raise FileRefused(_("It is damaged: the picture cannot be read to its end.")) from None


def _drawn_anew(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=list(FORMATS)) as picture:
        width, height = picture.size  # from its head: nothing is decoded yet
        if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
            raise FileRefused(_too_many_pixels())
        # What many telephones make: a JPEG with a second one behind it.
        kind = "JPEG" if picture.format == "MPO" else picture.format or ""
        upright = ImageOps.exif_transpose(picture)
        if upright.mode.startswith("I"):  # sixteen bits of grey
            upright = upright.convert("I").point(lambda level: level * (1 / 256))
        drawn = upright.convert(_mode(upright, kind))
    # A picture of its own: text, profiles and EXIF stay behind with the one that was sent.
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    kept = io.BytesIO()
    bare.save(kept, kind, **FORMATS[kind])
    return kept.getvalue()


def _mode(picture: Image.Image, kind: str) -> str:
    has_alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    if picture.mode in {"1", "L", "I"} and not has_alpha:
        return "L"
    return "RGBA" if has_alpha and kind != "JPEG" else "RGB"


def _too_many_pixels() -> str:
    return _("It has too many pixels: at most %(most)s million.") % {"most": MOST_PIXELS // 1_000_000}
