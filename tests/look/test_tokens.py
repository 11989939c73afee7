"""The token file against the tables it was drawn from: every pair of ink and ground, in both themes."""

import re

import pytest
from django.conf import settings

SHEETS = settings.ROOT / "site" / "static" / "css"


def read_block(css: str, opening: str) -> dict[str, str]:
    start = css.index(opening) + len(opening)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css[start : css.index("}", start)]))


CSS = (SHEETS / "tokens.css").read_text(encoding="utf-8")
LIGHT = read_block(CSS, ":root {")
DARK_BY_MACHINE = read_block(CSS, ':root:not([data-theme="light"]) {')
DARK = read_block(CSS, ':root[data-theme="dark"] {')


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


# text, ground, light, dark: the tables of the visual language.
PAIRS = [
    ("ink", "paper", 16.9, 15.3),
    ("ink", "ground", 15.5, 16.4),
    ("ink", "band", 14.4, 13.2),
    ("ink-2", "paper", 8.8, 10.1),
    ("ink-2", "ground", 8.1, 10.8),
    ("ink-2", "band", 7.5, 8.7),
    ("link", "paper", 8.5, 10.4),
    ("link", "ground", 7.8, 11.1),
    ("link", "mark", 7.1, 5.4),
    ("on-mark", "mark", 14.0, 8.3),
    ("copper", "paper", 6.9, 8.7),
    ("copper", "ground", 6.3, 9.3),
    ("copper", "copper-wash", 6.2, 7.9),
    ("error", "paper", 7.1, 8.7),
    ("error", "error-wash", 6.3, 8.1),
    ("on-act", "act", 11.2, 10.8),
    ("on-brand", "brand", 11.2, 12.6),
    ("on-brand-2", "brand", 8.4, 9.4),
    ("brand-ins", "brand", 8.1, 8.1),
    ("brand-del", "brand", 7.1, 7.1),
    ("ins-f", "ins-b", 9.4, 10.7),
    ("del-f", "del-b", 9.0, 10.5),
    ("on-adopted", "adopted", 7.0, 10.1),
    ("on-adapted", "adapted", 8.0, 9.3),
    ("on-noted", "noted", 7.5, 7.8),
    ("on-not-adopted", "not-adopted", 8.1, 9.2),
    ("on-referred", "referred", 8.3, 9.0),
    ("on-official", "official", 11.2, 6.4),
]
# edges and lines that must be seen, and what lies behind them.
EDGES = [("line-2", "paper"), ("copper-line", "paper"), ("rule", "paper"), ("for", "paper"), ("against", "paper")]


@pytest.mark.parametrize(("text", "ground", "light", "dark"), PAIRS)
def test_text_has_the_contrast_that_the_table_promises(text: str, ground: str, light: float, dark: float) -> None:
    assert contrast(LIGHT[text], LIGHT[ground]) >= light - 0.1
    assert contrast(DARK[text], DARK[ground]) >= dark - 0.1


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_an_edge_is_three_times_as_bright_as_its_ground(edge: str, ground: str, theme: dict[str, str]) -> None:
    assert contrast(theme[edge], theme[ground]) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "ground", "band", "brand", "mark", "copper-wash", "error-wash"])
def test_one_of_the_two_rings_of_focus_is_seen_on_every_ground(ground: str, theme: dict[str, str]) -> None:
    assert max(contrast(theme["focus"], theme[ground]), contrast(theme["gold"], theme[ground])) >= 7


def test_dark_by_machine_and_dark_by_choice_are_the_same() -> None:
    assert DARK_BY_MACHINE == DARK


def test_each_theme_names_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_every_token_that_is_used_exists() -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in SHEETS.glob("*.css"))
    assert set(re.findall(r"var\(--([\w-]+)\)", sheets)) <= set(re.findall(r"--([\w-]+):", sheets))
