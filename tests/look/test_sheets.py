"""What our style sheets may not hold: one sheet serves right-to-left and left-to-right, and letters that join."""

import gzip
import re

import pytest
from django.conf import settings

from config.assets import SHEETS, characters, join_sheets

FOLDER = settings.ROOT / "site" / "static" / "css"
FILES = sorted(FOLDER.glob("*.css"))
WORDS = {path.name: re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL) for path in FILES}


@pytest.mark.parametrize("name", WORDS)
def test_a_sheet_has_no_side_of_its_own(name: str) -> None:
    assert not re.findall(r"(?<![\w-])(?:margin-|padding-|border-)?(?:left|right)(?![\w-])", WORDS[name])


@pytest.mark.parametrize("name", WORDS)
def test_a_sheet_never_spaces_joins_slants_or_capitalises_letters(name: str) -> None:
    assert not re.findall(r"letter-spacing|justify(?!-|\w)|text-transform|italic", WORDS[name])


@pytest.mark.parametrize("name", WORDS)
def test_a_sheet_has_no_shadow_and_no_round_card(name: str) -> None:
    shadows = re.findall(r"box-shadow: ([^;]+);", WORDS[name])
    assert all("var(--gold)" in shadow or shadow == "none" for shadow in shadows)


@pytest.mark.parametrize("name", [name for name in WORDS if name != "tokens.css"])
def test_colours_stand_in_the_token_file_only(name: str) -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{}]*\{)|rgba?\(|hsla?\(", WORDS[name])


@pytest.mark.parametrize("name", WORDS)
def test_physical_direction_serves_number_columns_only(name: str) -> None:
    for rule in re.findall(r"[^{}]*\{[^{}]*direction: ltr[^{}]*\}", WORDS[name]):
        assert "number" in rule or "count" in rule


@pytest.mark.parametrize("name", WORDS)
def test_no_text_is_under_fourteen_pixels(name: str) -> None:
    sizes = [float(size) for size in re.findall(r"(?:font-size:|[46]00) ?([\d.]+)rem", WORDS[name])]
    assert all(size >= 0.8125 for size in sizes)


@pytest.mark.parametrize("name", WORDS)
def test_nothing_is_asked_of_elsewhere(name: str) -> None:
    assert "http" not in WORDS[name]
    assert "@import" not in WORDS[name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sheet_is_short_enough_to_read(path) -> None:  # noqa: ANN001
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300


def test_every_sheet_is_in_the_one_that_is_served() -> None:
    assert sorted(f"{name}.css" for name in SHEETS) == sorted(WORDS)


def test_the_style_sheet_weighs_less_than_twenty_kilobytes_over_the_wire() -> None:
    assert len(gzip.compress(join_sheets(FOLDER).encode())) < 20_000


def test_what_is_taken_out_of_a_sheet_says_nothing() -> None:
    joined = join_sheets(FOLDER)
    assert "/*" not in joined
    assert joined.count("{") == sum(text.count("{") for text in WORDS.values())


def test_the_font_holds_every_character_that_our_catalogues_use() -> None:
    shipped = set(characters())
    catalogues = (settings.ROOT / "site" / "locale").rglob("*.po")
    used = {ord(letter) for path in catalogues for letter in path.read_text(encoding="utf-8") if letter.isprintable()}
    assert {chr(code) for code in used - shipped} == set()


def test_paper_counts_its_pages_in_words_of_both_languages() -> None:
    """A stroke between two numbers reads backwards from right to left."""
    counted = re.findall(r"content: (.*counter\(pages\).*);", WORDS["print.css"])
    assert counted == [
        '"Page " counter(page) " of " counter(pages)',
        '"صفحة " counter(page) " من " counter(pages)',
    ]
