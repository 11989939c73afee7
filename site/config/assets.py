"""What a page loads and no repository should hold: one style sheet, and the font cut to what two languages need."""

import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SHEETS = [
    "tokens",
    "fonts",
    "base",
    "frame",
    "menu",
    "buttons",
    "forms",
    "guard",
    "parts",
    "lists",
    "clause",
    "margin",
    "policy",
    "thread",
    "suggestion",
    "attachments",
    "timeline",
    "tables",
    "matrix",
    "queue",
    "queue_work",
    "in_hand",
    "home",
    "charts",
    "search",
    "narrow",
    "print",
]

WEIGHTS = {400: "IBMPlexSansArabic-Regular.ttf", 600: "IBMPlexSansArabic-SemiBold.ttf"}

# Presentation forms (U+FB50, U+FE70) would add 5 KB a weight: text is folded when it is saved instead.
ARABIC = [range(0x060C, 0x0672), *([code] for code in (0x067E, 0x0686, 0x0698, 0x06A4, 0x06AF, 0x06CC, 0xFDFC))]
ARABIC += [range(0xFD3E, 0xFD40), range(0x06F0, 0x06FA), range(0x200C, 0x2010), range(0x2066, 0x206A)]
LATIN = [range(0x0020, 0x007F), range(0x00A0, 0x0100), range(0x2010, 0x2015), range(0x2018, 0x201F), [0x2026, 0x2022]]
LATIN += [[0x20AC, 0x2190, 0x2191, 0x2192, 0x2193, 0x2713, 0x2039, 0x203A, 0x2212, 0x00D7]]

# What joins letters and seats marks. Kerning would add 3 KB a weight, a tenth of the budget, for pairs few would see.
SHAPING = ["init", "medi", "fina", "isol", "rlig", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "curs"]


def smaller(css: str) -> str:
    """Without comments and spaces that say nothing. Text in quotation marks holds neither in our sheets."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    return css.replace(";}", "}").strip() + "\n"


def join_sheets(source: Path) -> str:
    """One file, one request; the order is the cascade, print last."""
    return smaller("\n".join((source / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS))


def characters() -> list[int]:
    return [code for part in (*ARABIC, *LATIN) for code in part]


def cut_font(source: Path, target: Path) -> None:
    """A WOFF2 with our characters, its shaping kept: joined letters and marks are the font's work, not ours."""
    options = subset.Options(flavor="woff2", hinting=False, notdef_outline=True, layout_features=SHAPING)
    options.drop_tables += ["DSIG", "meta"]
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters())
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(target)
