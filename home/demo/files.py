"""Files that the demo's people attach: drawn and set when they are sent, so that no repository holds them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import cast

import fontpkg_ibm_plex_sans_arabic
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

COSTS = Path(__file__).with_name("costs.typ")
REGISTRATION = Path(__file__).with_name("registration.typ")
FONTS = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"
SKY, SUN, SAND, WOOD, PALM, SHADE = "#bcd8e2", "#f2c14e", "#dcc7a1", "#7a5433", "#8f8a4b", "#b79f77"


def chosen(name: str) -> list[SimpleUploadedFile]:
    """What an entry's `files` names."""
    if name == "shade":
        return [SimpleUploadedFile("مظلة السعف.png", _shelter()), SimpleUploadedFile("تقدير الكلفة.pdf", _costs())]
    return [SimpleUploadedFile("مخطط الملعب.png", _pitch())]


def _shelter() -> bytes:
    """A bus stop under a mat of palm leaves, at noon."""
    picture = Image.new("RGB", (960, 640), SKY)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((760, 50, 860, 150), fill=SUN)
    draw.rectangle((0, 470, 960, 640), fill=SAND)
    draw.polygon([(220, 480), (760, 480), (820, 540), (160, 540)], fill=SHADE)
    for x in (250, 480, 710):
        draw.rectangle((x, 220, x + 16, 500), fill=WOOD)
    draw.polygon([(170, 230), (790, 230), (740, 170), (220, 170)], fill=PALM)
    for x in range(190, 780, 14):
        draw.line([(x, 230), (x + 26, 172)], fill=WOOD, width=2)
    draw.rectangle((300, 420, 660, 440), fill=WOOD)
    return _png(picture)


def _pitch() -> bytes:
    """A school yard from above, with a pitch behind a wall."""
    picture = Image.new("RGB", (800, 560), SAND)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, 740, 500), outline=WOOD, width=8)
    draw.rectangle((120, 120, 520, 440), fill=PALM, outline="#ffffff", width=5)
    draw.line([(320, 120), (320, 440)], fill="#ffffff", width=5)
    draw.ellipse((260, 220, 380, 340), outline="#ffffff", width=5)
    draw.rectangle((580, 140, 690, 420), fill=SHADE)
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


def registration() -> SimpleUploadedFile:
    """On which a club asks to be admitted."""
    return SimpleUploadedFile("ترخيص النادي.pdf", _set(REGISTRATION))


def _costs() -> bytes:
    """What a shelter costs, on a page of paper."""
    return _set(COSTS)


def _set(page: Path) -> bytes:
    compiler = typst.Compiler(str(page), root=str(page.parent), font_paths=[str(FONTS)], ignore_system_fonts=True)
    return cast(bytes, compiler.compile())
