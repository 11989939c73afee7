"""The picture that others show beside a link: ours only, drawn once, and nobody's words but the ministry's."""

import io
import re

import pytest
from django.conf import settings
from PIL import Image

from config import cards
from config.cards import Card, card_of, draw, picture_of

CARD = Card("مشروع سياسة النقل المدرسي الآمن", "مشاورة", "وزارة التربية والتعليم", "مشاركة", "ar")
ADDRESS = re.compile(r'og:image" content="[^"]*(/cards/[^"]+)"')

needs_raqm = pytest.mark.skipif(not cards.can_join_letters(), reason="absent: raqm (apt-get install libfribidi0)")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "VAR", tmp_path)
    return tmp_path / "cards"


def opened(drawn):
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def inked(image, box):
    """How many points of a part are darker than paper."""
    return sum(1 for point in image.crop(box).convert("L").get_flattened_data() if point < 128)


def test_the_words_of_an_address_are_those_that_were_signed():
    assert card_of(CARD.token) == CARD


def test_the_same_words_have_the_same_address():
    assert CARD.token == Card(**vars(CARD)).token


@pytest.mark.parametrize("token", ["x", f"{CARD.token}x", CARD.token.replace(".", "", 1)])
def test_nobody_else_can_have_a_card_drawn(client, token):
    assert client.get(f"/cards/{token}.png").status_code == 404


def test_a_card_is_a_picture_that_may_be_kept_for_ever(client):
    answer = client.get(f"/cards/{CARD.token}.png")
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
    assert opened(answer.content).size == cards.SIZE


@needs_raqm
def test_arabic_stands_at_the_right_and_english_at_the_left():
    arabic, english = opened(draw(CARD)), opened(draw(Card("Draft", "Policy", "Ministry", "Musharaka", "en")))
    left, right = (150, 270, 400, 380), (800, 270, 1050, 380)
    assert inked(arabic, right) > inked(arabic, left)
    assert inked(english, left) > inked(english, right)


@needs_raqm
def test_arabic_letters_are_joined():
    """Joined forms are narrower than the same letters standing alone."""
    written = cards.font(600, 64)
    assert written.getlength("مشاركة") < sum(written.getlength(letter) for letter in "مشاركة") * 0.9


@needs_raqm
def test_a_long_title_stays_on_the_picture():
    words = "سياسة " * 60
    lines = cards.Pen(None, True).wrapped(words, 52)
    assert len(lines) == cards.LINES
    assert all(cards.font(600, 52).getlength(line) < cards.SIZE[0] - cards.EDGE for line in lines)


def test_without_shaping_a_card_has_no_words_rather_than_broken_ones(monkeypatch):
    monkeypatch.setattr(cards, "can_join_letters", lambda: False)
    assert inked(opened(draw(CARD)), (100, 200, 1050, 630)) == 0


def test_a_card_is_drawn_once(folder, monkeypatch):
    first = picture_of(CARD)
    monkeypatch.setattr(cards, "draw", lambda card: b"")
    assert picture_of(CARD) == first
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_shows_a_card_of_its_own(client, participation_policy, language):
    page = client.get(f"/{language}/policies/participation/").content.decode()
    card = card_of(ADDRESS.search(page)[1].removeprefix("/cards/").removesuffix(".png"))
    assert card.title == (participation_policy.title_ar if language == "ar" else participation_policy.title_en)
    assert card.language == language
