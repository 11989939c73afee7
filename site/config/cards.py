"""The picture of a page that other services show beside a link to it: the page's own title, set as the page sets it.

Drawn from a signed address, so that nobody can have the ministry's face put on words of their own; kept by what is
on it, so that each picture is drawn once. `docs/decisions/0058` says whose words may stand on one.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
from django.conf import settings
from django.core.signing import Signer
from PIL import Image, ImageDraw, ImageFont, features

from config.assets import WEIGHTS

ARABIC_LETTER = re.compile(r"[؀-ۿ]")
SIZE = (1200, 630)
EDGE = 80
RULE = 64  # from the reading edge to the double rule
LINES = 3
# The light tokens of the same names: services show pictures on grounds of their own.
PAPER, INK, INK_2, COPPER, COPPER_LINE, GREEN = "#ffffff", "#10201b", "#3d4e47", "#8a4a10", "#b8733a", "#0c4338"
DRAWING = 1  # counts the versions of this drawing: what was kept of another is drawn anew
SIGNER = Signer(salt="config.cards")


@dataclass(frozen=True)
class Card:
    title: str
    kind: str
    ministry: str
    product: str
    language: str

    @property
    def is_arabic(self) -> bool:
        return self.language == "ar"

    @property
    def token(self) -> str:
        """What stands in the address: the same words give the same one."""
        return SIGNER.sign_object(asdict(self), compress=True)


def card_of(token: str) -> Card:
    """The card that was signed; `BadSignature` for one that was not."""
    return Card(**SIGNER.unsign_object(token))


def picture_of(card: Card) -> bytes:
    """Kept in the folder of what is written, under the hash of all that is on it."""
    kept = _folder() / f"{_digest(card)}.png"
    if not kept.exists():
        half = kept.with_suffix(f".{hashlib.sha256(card.token.encode()).hexdigest()[:8]}.part")
        half.write_bytes(draw(card))
        half.replace(kept)  # whole or not at all, for whoever asks meanwhile
    return kept.read_bytes()


def can_join_letters() -> bool:
    """Pillow shapes Arabic with raqm, which looks for the machine's fribidi."""
    return bool(features.check("raqm"))


def draw(card: Card) -> bytes:
    """Without raqm, the mark alone: no words are better than words in loose letters, back to front."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = Pen(ImageDraw.Draw(image), card.is_arabic)
    pen.rules()
    pen.mark()
    if can_join_letters():
        pen.words(card)
    # Few colours, all flat: a quarter of the bytes.
    saved = io.BytesIO()
    image.quantize(64).save(saved, "PNG", optimize=True)
    return saved.getvalue()


class Pen:
    """Draws from the reading edge: the right one in Arabic, the left one in English."""

    def __init__(self, pen: ImageDraw.ImageDraw, is_arabic: bool) -> None:
        self.pen, self.is_arabic = pen, is_arabic

    def at(self, x: float) -> float:
        return SIZE[0] - x if self.is_arabic else x

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        sides = sorted((self.at(x), self.at(x + width)))
        self.pen.rectangle((sides[0], y, sides[1] - 1, y + height - 1), colour)

    def rules(self) -> None:
        self.bar(RULE, 0, 4, SIZE[1], COPPER_LINE)
        self.bar(RULE + 10, 0, 10, SIZE[1], GREEN)

    def mark(self) -> None:
        """The product's mark: four lines of text, a rule, and a nuqta in the margin."""
        x, y = EDGE + 48, 72
        for row, width in enumerate((46, 34, 46, 28)):
            self.bar(x, y + row * 18, width, 7, GREEN)
        self.bar(x + 58, y - 8, 4, 77, COPPER_LINE)
        middle = self.at(x + 80)
        self.pen.polygon(
            [(middle, y + 16), (middle + 11, y + 31), (middle, y + 46), (middle - 11, y + 31)], COPPER_LINE
        )

    def words(self, card: Card) -> None:
        self.line(card.product, x=EDGE + 166, y=116, weight=600, size=44, colour=GREEN)
        self.line(card.kind, x=EDGE + 48, y=252, weight=600, size=34, colour=COPPER)
        size = 64 if len(card.title) < 60 else 52
        step = size * (1.55 if self.is_arabic else 1.3)
        for number, words in enumerate(self.wrapped(card.title, size)):
            self.line(words, x=EDGE + 48, y=252 + step * (number + 1), weight=600, size=size, colour=INK)
        self.line(card.ministry, x=EDGE + 48, y=SIZE[1] - 52, weight=400, size=30, colour=INK_2)

    def line(self, words: str, *, x: float, y: float, weight: int, size: int, colour: str) -> None:
        """One line on its baseline, from the reading edge."""
        anchor = "rs" if self.is_arabic else "ls"
        # The groups of a reference keep their order in either language.
        direction = "rtl" if ARABIC_LETTER.search(words) else "ltr"
        self.pen.text((self.at(x), y), words, colour, font(weight, size), anchor, direction=direction)

    def wrapped(self, title: str, size: int) -> list[str]:
        lines = list(self.lines(title, size))
        return [*lines[: LINES - 1], f"{lines[LINES - 1]} …"] if len(lines) > LINES else lines

    def lines(self, title: str, size: int) -> Iterator[str]:
        room = SIZE[0] - EDGE * 2 - 48
        line = ""
        for word in title.split():
            longer = f"{line} {word}".strip()
            if line and font(600, size).getlength(longer) > room:
                yield line
                longer = word
            line = longer
        yield line


@cache
def font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    files = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"
    return ImageFont.truetype(files / WEIGHTS[weight], size)


def _folder() -> Path:
    folder = settings.VAR / "cards"
    folder.mkdir(exist_ok=True)
    return folder


def _digest(card: Card) -> str:
    whole = "\n".join([str(DRAWING), str(can_join_letters()), *asdict(card).values()])
    return hashlib.sha256(whole.encode()).hexdigest()[:32]
