"""What changed between two texts, word by word."""

import pytest

from policies.comparing import word_diff


def said(before, after):
    return [(segment.kind, segment.text.strip()) for segment in word_diff(before, after)]


def test_a_sentence_that_another_follows_now_has_not_changed():
    changes = said("قبل السابعة من مساء اليوم السابق.", "قبل السابعة من مساء اليوم السابق. فإن ساءت الأحوال أُعلن ليلًا.")
    assert [kind for kind, _text in changes] == ["same", "added"]
    assert changes[1][1].startswith("فإن")


def test_a_mark_that_is_set_changes_no_word():
    assert said("وتُبلَّغ الأسر", "وتُبلَّغ الأسر.") == [("same", "وتُبلَّغ الأسر"), ("added", ".")]


@pytest.mark.parametrize("text", ["لا تزيد على 45.5 كيلومترًا، ولا تقلّ.", " a  b,c; d.\n\ne?!"])
def test_what_stayed_and_what_came_are_the_new_text(text):
    segments = word_diff("نصّ قديم.", text)
    assert "".join(each.text for each in segments if each.kind != "removed") == text
