"""Spellings that readers, keyboards and PDF files use for one another compare equal."""

import re
import unicodedata

import pytest

from search.normalise import folded_digits, normalise, pattern_of, without_marks, words

SAME = [
    ("أحمد إبراهيم آمال ٱلله", "احمد ابراهيم امال الله"),
    ("مدرسة", "مدرسه"),
    ("مستشفى على", "مستشفي علي"),
    ("أَلْحَافِلاتُ المَدْرَسِيّةُ", "الحافلات المدرسيه"),
    ("هٰذا", "هذا"),
    ("مـــدرســة", "مدرسة"),
    ("کتابی", "كتابي"),
    ("ھذہ مدرسۃ", "هذه مدرسة"),
    ("ﺍﻟﻤﺪﺭﺳﺔ ﻻ", "المدرسة لا"),
    ("مُدَرِّﹶسَة", "مدرسة"),
    ("مد\u200cرسة مد\u200fرسة \ufeffمدرسة", "مدرسة مدرسة مدرسة"),
    ("٢٠٢٦ ۲۰۲۶ ２０２６", "2026 2026 2026"),
    ("Café NAÏVE Ångström", "cafe naive angstrom"),
    ("ڤيديو", "فيديو"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same(one, other):
    assert words(one) == words(other)


@pytest.mark.parametrize(("one", "other"), [each for each in SAME if unicodedata.is_normalized("NFKC", each[0])])
def test_the_pattern_of_a_word_finds_it_however_it_is_written(one, other):
    assert all(re.search(pattern_of(word), one, re.IGNORECASE) for word in words(other))


def test_hamza_on_waw_and_ya_stays():
    assert normalise("مسؤول") != normalise("مسئول")


def test_a_word_is_not_split_at_its_marks():
    assert words("المَدْرَسَةُ") == ["المدرسه"]


def test_what_is_shown_keeps_its_own_letters():
    assert without_marks("أَلمَدْرَسَةُ") == "ألمدرسة"


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("٤٨٢١ ٩٠٧ ٧٣٥٦", "48219077356"), ("4821-907-7356", "48219077356"), ("رقم 48", ""), ("", ""), ("٣٫٥", "")],
)
def test_only_digits_may_be_a_reference(typed, digits):
    assert folded_digits(typed) == digits
