"""A question is taken apart as a reader means it."""

import pytest

from search.question import ask, corrected, literally


@pytest.mark.parametrize(
    "text", ['"الحافلات المدرسية" صباحا', "«الحافلات المدرسية» صباحا", "“الحافلات المدرسية” صباحا"]
)
def test_words_in_any_quotation_marks_are_a_phrase(text):
    assert ask(text).phrases == (("الحافلات", "المدرسيه"),)


@pytest.mark.parametrize("text", ['قال "وداعا', '""', '" "', "قال"])
def test_a_lonely_or_empty_quotation_is_no_phrase(text):
    assert ask(text).phrases == ()


def test_stop_words_are_not_searched_beside_others():
    assert ask("ما هي المدرسة").stems == ask("المدرسة").stems


def test_what_has_no_word_is_empty():
    assert ask("؟!… – ___").is_empty


def test_literally_puts_everything_in_one_pair_of_marks():
    assert literally("الحافلات «المدرسية»") == '"الحافلات المدرسية"'


def test_a_correction_leaves_the_rest_as_typed():
    assert corrected("أين المدرصة؟", {"المدرصه": "المدرسة"}) == "أين المدرسة؟"
