"""Words of one family share a stem; words that only look alike do not."""

import pytest

from search.normalise import words
from search.stem import stem


def stems(text: str) -> set[str]:
    return {stem(word) for word in words(text)}


@pytest.mark.parametrize(
    "family",
    [
        "مدرسة المدرسة مدرستنا والمدرسة بالمدرسة للمدرسة مدرسية وبالمدرسة",
        "معلم المعلمون معلمين المعلمات ومعلميهم",
        "حافلة الحافلات حافلتنا وحافلاتهم",
        "خدمة خدماتنا الخدمات خدمتكم",
        "وزارة الوزارة والوزارة وزارتنا",
        "ولاية الولايات والولاية",
        "مكتبة المكتبة مكتبتنا والمكتبات مكتباتهم بالمكتبة",
        "مكتب المكتب مكتبها ومكتبنا مكتبين",
        "school schools",
        "bus buses",
        "transport transporting transported",
    ],
)
def test_a_family_has_one_stem(family):
    assert len(stems(family)) == 1


@pytest.mark.parametrize(
    "pair", ["والد الدين", "عمان عم", "كتب كتاب", "مكتبة مكتب", "المكتبات المكتب", "وقت قت", "policy police"]
)
def test_what_only_looks_alike_stays_apart(pair):
    assert len(stems(pair)) == 2


def test_short_words_are_left_alone():
    assert stems("فيه وقت بيت") == {"فيه", "وقت", "بيت"}
