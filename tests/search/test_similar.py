"""Texts that say the same, and words that were typed wrongly."""

import pytest

from search.question import ask


def test_the_same_said_in_other_words_is_the_most_similar(index, written):
    written("نقترح مظلات للطلبة عند مواقف الحافلات", "الملاعب تحتاج إلى صيانة", "مواعيد الامتحانات متقاربة")
    found = index.similar("توفير مظلة في موقف الحافلة للطلاب", kinds=frozenset(), without=frozenset(), limit=5)
    assert found[0].document.body_ar == "نقترح مظلات للطلبة عند مواقف الحافلات"


def test_a_text_is_wholly_like_itself(index, written):
    written("نقترح مظلات للطلبة", "الملاعب تحتاج إلى صيانة")
    [found] = index.similar("نقترح مظلات للطلبة", kinds=frozenset(), without=frozenset(), limit=1)
    assert found.score == pytest.approx(1)


def test_kinds_and_keys_narrow_what_is_similar(index, written):
    [one] = written("نقترح مظلات للطلبة", kind="comment")
    written("نقترح مظلات للطلبة", kind="suggestion")
    found = index.similar("مظلات للطلبة", kinds=frozenset({"suggestion"}), without=frozenset({one.key}), limit=5)
    assert [each.document.kind for each in found] == ["suggestion"]


@pytest.mark.parametrize("text", ["", "من في على", "٪" * 500])
def test_a_text_that_says_nothing_is_like_nothing(index, written, text):
    written("نقترح مظلات للطلبة")
    assert index.similar(text, kinds=frozenset(), without=frozenset(), limit=5) == []


@pytest.mark.parametrize(
    ("typed", "meant"), [("المدرصة", "المدرسة"), ("الحافالت", "الحافلات"), ("trasnport", "transport"), ("حافله", None)]
)
def test_a_word_that_nothing_has_is_corrected_to_the_nearest(index, written, typed, meant):
    written("تُنقل الطالبات إلى المَدْرَسة في الحافلات", "Transport of pupils")
    assert index.corrections(ask(typed)).get(ask(typed).words[0], "").lower() == (meant or "")


@pytest.mark.parametrize("typed", ["قشطجفغ", "2027", "xy"])
def test_what_is_near_to_nothing_stays(index, written, typed):
    written("تُنقل الطالبات إلى المدرسة", "في العام 2026")
    assert index.corrections(ask(typed)) == {}
