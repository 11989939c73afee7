"""Text messages stay short: each part costs, and an Arabic one holds seventy letters."""

import re

import pytest
from django.conf import settings

from messaging.rendering import render
from messaging.segments import segments

MOST = 3
FOLDER = settings.ROOT / "templates" / "messages"
NAMES = sorted(path.name.removesuffix(".sms.txt") for path in FOLDER.glob("*.sms.txt"))
# The longest that each can be.
LONGEST = {
    "reference": "\u20682745 403 4176\u2069",
    "ticket": "\u20682745 403 4176\u2069",
    "decision_label": "مقبول جزئيًّا",
    "due": "الأربعاء 30 ديسمبر 2026",
    "unit": "المديرية العامة للتربية والتعليم بمحافظة جنوب الشرقية",
    "code": "123456",
    "minutes": 10,
}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ب" * 70, 1),
        ("ب" * 71, 2),
        ("ب" * 134, 2),
        ("ب" * 135, 3),
        ("a" * 70 + "ب", 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("", 1),
    ],
)
def test_the_parts_of_a_text(text, parts):
    assert segments(text) == parts


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_text_message_has_at_most_three_parts(name, language):
    wanted = set(re.findall(r"{{ (\w+)", (FOLDER / f"{name}.sms.txt").read_text())) - {"count"}
    address = f"https://musharaka.moe.gov.om/{language}/suggestions/27454034176/"
    context = {each: LONGEST.get(each, address) for each in wanted} | {"minutes": 10}
    words = render(name, context, language=language, channel="sms")
    assert segments(words.text) <= MOST
